"""Joining a team in words."""

from flask_babel import lazy_gettext as _l

from hub.consortia.models import ExpressionState, Fills, InvitationState, PlaceEnd
from hub.joining.rules import Bar, DeclineReason

EXPRESSION_STATES = {
    ExpressionState.DRAFT: _l("Draft, not sent"),
    ExpressionState.SENT: _l("Sent; waits for a decision"),
    ExpressionState.SHORTLISTED: _l("Shortlisted"),
    ExpressionState.INVITED: _l("Led to an invitation"),
    ExpressionState.DECLINED: _l("Declined"),
    ExpressionState.EXPIRED: _l("Expired without an answer"),
    ExpressionState.WITHDRAWN: _l("Withdrawn"),
}

INVITATION_STATES = {
    InvitationState.SENT: _l("Waits for an answer"),
    InvitationState.ACCEPTED: _l("Accepted"),
    InvitationState.DECLINED: _l("Declined"),
    InvitationState.COUNTERED: _l("Answered with another proposal"),
    InvitationState.EXPIRED: _l("Expired without an answer"),
    InvitationState.WITHDRAWN: _l("Withdrawn"),
}

FILLS = {Fills.YES: _l("Yes"), Fills.PARTLY: _l("In part"), Fills.NO: _l("No")}

ENDS = {
    PlaceEnd.LEFT: _l("Left the team"),
    PlaceEnd.REMOVED: _l("Removed from the team"),
    PlaceEnd.DISSOLVED: _l("Team came to an end"),
}

REASONS = {
    DeclineReason.MUST_HAVES: _l("A must-have is not fulfilled"),
    DeclineReason.ROLE_FILLED: _l("The role is filled"),
    DeclineReason.OTHER_CHOSEN: _l("Another member fits better this time"),
    DeclineReason.TIMING: _l("The timing does not fit"),
    DeclineReason.OTHER: _l("Another reason"),
}
# Not to be chosen: it comes with the end of a call.
ALL_REASONS = {**REASONS, DeclineReason.CALL_ENDED: _l("The call has come to an end")}

BARS = {
    Bar.NOT_OPEN: _l("This call is not open any more, so it cannot be answered."),
    Bar.OWN: _l("This is a call of your own organisation."),
    Bar.IN_TEAM: _l("Your organisation is in the team already."),
}

SOURCES = {
    "earlier": _l("From your last answer to the same need. Change it if something is new."),
    "record": _l("From the record of your organisation. Change it if something is new."),
}
