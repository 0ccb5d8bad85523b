"""Where the secretariat finds the figures of teams. Nothing of theirs waits for it."""

from hub.core.desk import DeskPage, Queue
from hub.formation.labels import OVERVIEW

QUEUES: tuple[Queue, ...] = ()
PAGES = (DeskPage(OVERVIEW, "formation_desk.overview"),)
