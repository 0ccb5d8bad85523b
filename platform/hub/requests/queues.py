"""What of requests waits, for the desk: how many are overdue."""

from flask_babel import lazy_gettext as _l

from hub.core.clock import JAPAN
from hub.core.desk import DeskPage, Queue
from hub.requests import queries

QUEUES = (
    Queue(
        _l("Overdue requests"),
        "requests_desk.overdue",
        lambda now: queries.overdue_count(now.astimezone(JAPAN).date()),
    ),
)
PAGES = (DeskPage(_l("Requests between members"), "requests_desk.overdue"),)
