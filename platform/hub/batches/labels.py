"""The words of batches."""

from flask_babel import lazy_gettext as _l

from hub.applications.labels import ACTS as STEPS
from hub.applications.labels import STAGES
from hub.applications.models import Stage
from hub.applications.rules import Act
from hub.batches.rules import OF_LISTING, UNVERIFIED, VERIFIED, BatchAct, Obstacle
from hub.members.models import Standing

ACTS: dict[str, object] = {
    BatchAct.VERIFY: _l("Verify and list"),
    BatchAct.UNLIST: _l("Take off the list"),
    **{act: STEPS[Act(act)] for act in BatchAct if act not in (*OF_LISTING, BatchAct.REMIND, BatchAct.TASK)},
    BatchAct.REMIND: _l("Ask to confirm the record now"),
    BatchAct.TASK: _l("Give a task for each"),
}
STATES = {str(state): STAGES[Stage(state)] for state in Standing}
VALUES = {
    **STATES,
    VERIFIED: _l("Verified"),
    UNVERIFIED: _l("Not verified"),
    str(Obstacle.INCOMPLETE): _l("A name in both languages or the summary is missing"),
    str(Obstacle.NOBODY): _l("Nobody there can sign in"),
    str(Obstacle.ASKED): _l("Was asked within the last day"),
}
FRESHNESS = {"fresh": _l("Confirmed within a year"), "stale": _l("Not confirmed for a year")}
ORDERS = {
    "name": _l("By name"),
    "updated": _l("Last updated first"),
    "confirmed": _l("Longest not confirmed first"),
    "renewal": _l("Renewal due first"),
}
