"""The words of deployments in the reader's language."""

from flask_babel import lazy_gettext as _l

from hub.deployments.models import Stage

STAGES = {
    Stage.POLICY_DIALOGUE: _l("Policy dialogue"),
    Stage.MOU: _l("MoU"),
    Stage.SURVEY: _l("Survey"),
    Stage.PROPOSAL: _l("Proposal"),
    Stage.PILOT: _l("Pilot"),
    Stage.ORDER: _l("Order"),
    Stage.OPERATION: _l("In operation"),
}
