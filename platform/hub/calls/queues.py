"""What of calls waits for the secretariat."""

from flask_babel import lazy_gettext as _l

from hub.calls import queries
from hub.calls.models import Stage
from hub.core.desk import DeskPage, Queue

QUEUES = (
    Queue(
        _l("Calls that wait for a review"),
        "calls_desk.listing",
        lambda _now: queries.count(Stage.IN_REVIEW),
    ),
)
PAGES = (DeskPage(_l("Open calls"), "calls_desk.listing"),)
