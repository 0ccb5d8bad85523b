"""What of applications waits for the secretariat."""

from flask_babel import lazy_gettext as _l

from hub.applications import queries
from hub.applications.models import Stage
from hub.core.desk import DeskPage, Queue

QUEUES = (
    Queue(
        _l("Applications that wait for a review"),
        "applications_desk.listing",
        lambda _now: queries.count(Stage.SUBMITTED),
        (("stage", str(Stage.SUBMITTED)),),
    ),
    Queue(
        _l("Applications in review"),
        "applications_desk.listing",
        lambda _now: queries.count(Stage.IN_REVIEW),
        (("stage", str(Stage.IN_REVIEW)),),
    ),
    Queue(
        _l("Memberships due for renewal"),
        "batches_desk.listing",
        lambda _now: queries.waiting_for_renewal(),
        (("state", str(Stage.RENEWAL_DUE)),),
    ),
)
PAGES = (DeskPage(_l("Applications"), "applications_desk.listing"),)
