"""The words of the matching in the reader's language."""

from flask_babel import lazy_gettext as _l

from hub.matching.rules.factors import Factor
from hub.matching.rules.percentiles import Nearness

FACTORS = {
    Factor.NEED: _l("Need"),
    Factor.READINESS: _l("Readiness"),
    Factor.EVIDENCE: _l("Evidence"),
    Factor.RELATION: _l("Relation with Japan"),
    Factor.SUPPORT: _l("Support tools"),
    Factor.MEMBERS: _l("Members"),
}

EXPLANATIONS = {
    Factor.NEED: _l("How strongly the country’s figures speak for needing this technology."),
    Factor.READINESS: _l("How well the country’s figures say it can take the technology up."),
    Factor.EVIDENCE: _l(
        "Documented deployments of this technology here, in similar and neighbouring countries, and of related "
        "technologies."
    ),
    Factor.RELATION: _l("Memoranda and policy dialogues with Japan in any field."),
    Factor.SUPPORT: _l(
        "The share of this technology’s Japanese support tools that can be used for the country."
    ),
    Factor.MEMBERS: _l("Members with this technology that have delivered there or are active there."),
}

NEARNESS = {
    Nearness.BORDER: _l("a neighbouring country"),
    Nearness.GROUP: _l("in the same region"),
    Nearness.CONTINENT: _l("on the same continent"),
    Nearness.APART: _l("in another part of the world"),
}

PRESENCE = {
    "experienced": _l("%(member)s has delivered there"),
    "active": _l("%(member)s is active there"),
    "future": _l("%(member)s plans to go there"),
}
