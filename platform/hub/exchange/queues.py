"""The desk's menu: sheets of members out and in."""

from flask_babel import lazy_gettext as _l

from hub.core.desk import DeskPage, Queue

QUEUES: tuple[Queue, ...] = ()
PAGES = (
    DeskPage(_l("Import members"), "exchange.bring"),
    DeskPage(_l("Export members"), "exchange.export"),
)
