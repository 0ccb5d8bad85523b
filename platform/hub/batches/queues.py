"""The list of all members in the menu of the desk."""

from flask_babel import lazy_gettext as _l

from hub.core.desk import DeskPage, Queue

QUEUES: tuple[Queue, ...] = ()
PAGES = (DeskPage(_l("All members"), "batches_desk.listing"),)
