"""The words of batches."""

from flask_babel import lazy_gettext as _l

from hub.applications.labels import ACTS as STEPS
from hub.applications.labels import STAGES
from hub.applications.models import Stage
from hub.applications.rules import Act
from hub.batches.rules import OF_LISTING, UNVERIFIED, VERIFIED, BatchAct
from hub.members.models import Standing

ACTS = {
    BatchAct.VERIFY: _l("Verify and list"),
    BatchAct.UNLIST: _l("Take off the list"),
    **{act: STEPS[Act(act)] for act in BatchAct if act not in OF_LISTING},
}
STATES = {str(state): STAGES[Stage(state)] for state in Standing}
VALUES = {**STATES, VERIFIED: _l("Verified"), UNVERIFIED: _l("Not verified")}
