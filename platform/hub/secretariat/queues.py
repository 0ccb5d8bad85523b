"""What of the site itself waits for the secretariat."""

from flask_babel import lazy_gettext as _l

from hub.core.desk import DeskPage, Queue
from hub.secretariat import queries

QUEUES = (
    Queue(_l("Letters that could not be sent"), "secretariat.mail", lambda _now: queries.failed_mail_count()),
)
PAGES = (DeskPage(_l("Desk"), "secretariat.dashboard"), DeskPage(_l("Outgoing mail"), "secretariat.mail"))
