"""Agreements in words."""

from flask_babel import lazy_gettext as _l

from hub.agreements.models import Head, VersionState
from hub.agreements.rules import Lack

HEADS = {
    Head.LEAD: _l("Lead of the team"),
    Head.SHARES: _l("Shares"),
    Head.PROPERTY: _l("Intellectual property"),
    Head.EXCLUSIVITY: _l("Exclusivity"),
    Head.COSTS: _l("Costs"),
    Head.CONFIDENTIALITY: _l("Confidentiality"),
    Head.EXIT: _l("Leaving"),
    Head.OTHER: _l("Further terms"),
}

STATES = {
    VersionState.PROPOSED: _l("Proposed; waits for acceptance"),
    VersionState.SUPERSEDED: _l("No longer proposed"),
    VersionState.AGREED: _l("Agreed by all"),
}

LACKS = {
    Lack.STAGE: _l("The team is not forming yet: its call has to be closed first"),
    Lack.MEMBERS: _l("At least two members are in the team"),
    Lack.SHARES: _l("Every member has a share, and the shares add up to 100 percent"),
}
