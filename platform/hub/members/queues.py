"""What of the members waits for the secretariat."""

from flask_babel import lazy_gettext as _l

from hub.core.desk import DeskPage, Queue
from hub.members.queries import seats

QUEUES = (
    Queue(
        _l("Members without a window contact"),
        "seats.without_window",
        lambda _now: len(seats.without_window()),
    ),
)
PAGES: tuple[DeskPage, ...] = ()
