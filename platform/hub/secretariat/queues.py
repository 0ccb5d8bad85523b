"""What of the site itself waits for the secretariat."""

from datetime import datetime

from flask_babel import lazy_gettext as _l

from hub.core.clock import JAPAN
from hub.core.desk import DeskPage, Queue
from hub.secretariat import queries


def _overdue(now: datetime) -> int:
    return queries.overdue_task_count(now.astimezone(JAPAN).date())


QUEUES = (
    Queue(_l("Tasks overdue"), "secretariat.tasks", _overdue),
    Queue(_l("Letters that could not be sent"), "secretariat.mail", lambda _now: queries.failed_mail_count()),
)
PAGES = (
    DeskPage(_l("Desk"), "secretariat.dashboard"),
    DeskPage(_l("Tasks"), "secretariat.tasks"),
    DeskPage(_l("Letters to members"), "secretariat.circulars"),
    DeskPage(_l("Outgoing mail"), "secretariat.mail"),
)
