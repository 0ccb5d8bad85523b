"""What of the members' records waits for the secretariat."""

from flask_babel import lazy_gettext as _l

from hub.core.desk import DeskPage, Queue
from hub.record import queries

QUEUES = (
    Queue(_l("Records to verify"), "record_desk.to_verify", lambda _now: len(queries.to_verify())),
    Queue(_l("Records not confirmed for a year"), "record_desk.stale", lambda now: len(queries.stale(now))),
)
PAGES: tuple[DeskPage, ...] = ()
