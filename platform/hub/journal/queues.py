"""The desk's menu: the journal."""

from flask_babel import lazy_gettext as _l

from hub.core.desk import DeskPage, Queue

QUEUES: tuple[Queue, ...] = ()
PAGES = (DeskPage(_l("Journal"), "journal.journal"),)
