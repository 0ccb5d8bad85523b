"""Pairs of members that wait for somebody to look at them."""

from flask_babel import lazy_gettext as _l

from hub.core.desk import DeskPage, Queue
from hub.duplicates import queries

QUEUES = (Queue(_l("Possible duplicates"), "duplicates_desk.listing", lambda _now: len(queries.pairs())),)
PAGES = (DeskPage(_l("Possible duplicates"), "duplicates_desk.listing"),)
