"""Words for what a tool is and at which step of a deployment it helps."""

from flask_babel import lazy_gettext as _l

from hub.support_tools.models import Phase, ToolType

TYPES = {
    ToolType.SURVEY: _l("Surveys"),
    ToolType.PILOT: _l("Pilot project"),
    ToolType.SUBSIDY: _l("Subsidy"),
    ToolType.FINANCE: _l("Loans and equity"),
    ToolType.GRANT_AID: _l("Grant aid"),
    ToolType.INSURANCE: _l("Insurance"),
    ToolType.EXPERT: _l("Experts"),
    ToolType.TRAINING: _l("Training"),
    ToolType.INFORMATION: _l("Information"),
    ToolType.NETWORKING: _l("Networking"),
    ToolType.PROJECT_FORMATION: _l("Project formation"),
}

# In the order in which a deployment comes to them.
PHASES = {
    Phase.INFORMATION: _l("Gathering information"),
    Phase.TEAM: _l("Forming the team"),
    Phase.RELATIONS: _l("Building relations"),
    Phase.PROJECT: _l("Forming the project"),
    Phase.PILOT: _l("Piloting"),
    Phase.AFTER_ORDER: _l("After the order"),
}
