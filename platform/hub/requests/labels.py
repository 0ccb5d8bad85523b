"""Requests in words."""

from flask_babel import lazy_gettext as _l

from hub.requests.models import Kind, Outcome, Purpose, Reason, State

KINDS = {
    Kind.CONTACT: _l("Request for contact"),
    Kind.EXPRESSION: _l("Expression of interest in a call"),
    Kind.INVITATION: _l("Invitation to a team"),
    Kind.COUNTER: _l("Counter-proposal to an invitation"),
}

STATES = {
    State.OPEN: _l("Waits for an answer"),
    State.REMINDED: _l("Waits for an answer; reminded"),
    State.ANSWERED: _l("Answered"),
    State.EXPIRED: _l("Expired without an answer"),
    State.WITHDRAWN: _l("Withdrawn"),
}

OUTCOMES = {
    Outcome.ACCEPTED: _l("Accepted"),
    Outcome.DECLINED: _l("Declined"),
    Outcome.COUNTERED: _l("Answered with another proposal"),
}

PURPOSES = {
    Purpose.CONSORTIUM: _l("Work together on a project"),
    Purpose.TECHNOLOGY: _l("Learn more about a technology"),
    Purpose.COUNTRY: _l("Hear about experience in a country"),
    Purpose.PROCUREMENT: _l("Buy or sell a product or service"),
    Purpose.OTHER: _l("Something else"),
}

REASONS = {
    Reason.NO_CAPACITY: _l("No capacity at present"),
    Reason.NOT_OUR_FIELD: _l("Not our field"),
    Reason.NOT_OUR_COUNTRY: _l("Not a country we work in"),
    Reason.OTHER_PARTNER: _l("Already working with another partner"),
    Reason.OTHER: _l("Another reason"),
}

# Lines of a request's history.
ACTS = {
    "request-ask": _l("Asked"),
    "request-answer": _l("Answered"),
    "request-withdraw": _l("Withdrawn"),
    "request-hand-over": _l("Given to another person"),
    "request-remind": _l("Reminder sent"),
    "request-expire": _l("Expired without an answer"),
}
