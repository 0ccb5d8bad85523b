"""How a team stands, in words."""

from flask_babel import lazy_gettext as _l

from hub.calls.labels import ROLES, STAGES
from hub.consortia.models import Fills
from hub.formation.rules import Condition

FILLS = {
    Fills.YES: _l("Yes, it has this"),
    Fills.PARTLY: _l("In part"),
    Fills.NO: _l("No"),
}

# A sign beside the words, so that neither colour nor form alone tells.
SIGNS = {Fills.YES: "●", Fills.PARTLY: "△", Fills.NO: "–"}

CONDITIONS = {
    Condition.GAP: _l("Gap: nobody"),
    Condition.PARTLY: _l("In part only"),
    Condition.SINGLE: _l("One member only: if it leaves, this is missing"),
    Condition.OVERLAP: _l("Overlap: agree on who does what"),
    Condition.HELD: _l("Filled"),
    Condition.EXTRA: _l("Filled, though not asked for"),
}
CONDITION_SIGNS = {
    Condition.GAP: "✕",
    Condition.PARTLY: "△",
    Condition.SINGLE: "!",
    Condition.OVERLAP: "≋",
    Condition.HELD: "●",
    Condition.EXTRA: "＋",
}

OVERVIEW = _l("Consortium teams")

__all__ = ["CONDITIONS", "CONDITION_SIGNS", "FILLS", "OVERVIEW", "ROLES", "SIGNS", "STAGES"]
