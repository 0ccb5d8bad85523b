"""Calls in words."""

from flask_babel import lazy_gettext as _l

from hub.calls.models import CallField, Circle, Coordinator, DissolveReason, Phase, RoleKind, Stage
from hub.calls.rules import Act, Check

STAGES = {
    Stage.DRAFT: _l("Draft"),
    Stage.IN_REVIEW: _l("In review"),
    Stage.RETURNED: _l("Sent back with comments"),
    Stage.OPEN: _l("Open"),
    Stage.CLOSED: _l("Closed"),
    Stage.FORMING: _l("Team is forming"),
    Stage.AGREED: _l("Team has agreed"),
    Stage.DISSOLVED: _l("Dissolved"),
    Stage.WITHDRAWN: _l("Withdrawn"),
}

ACTS = {
    Act.SUBMIT: _l("Submit for review"),
    Act.TAKE_BACK: _l("Take back to change it"),
    Act.SEND_BACK: _l("Send back with comments"),
    Act.PUBLISH: _l("Publish"),
    Act.CLOSE: _l("Close the call now"),
    Act.FORM: _l("Begin to form the team"),
    Act.WITHDRAW: _l("Withdraw the call"),
    Act.DISSOLVE: _l("Dissolve the team"),
}

PHASES = {
    Phase.IDEA: _l("Idea, before a study"),
    Phase.STUDY: _l("Survey or feasibility study"),
    Phase.PILOT: _l("Pilot or demonstration"),
    Phase.TENDER: _l("Tender in sight"),
    Phase.ROLLOUT: _l("Roll-out or extension"),
}

COORDINATORS = {
    Coordinator.PRESENT: _l("We lead the team"),
    Coordinator.SOUGHT: _l("We look for a member that leads the team"),
}

ROLES = {
    RoleKind.COORDINATOR: _l("Coordinator"),
    RoleKind.TECHNOLOGY: _l("Technology provider"),
    RoleKind.INTEGRATOR: _l("System integrator"),
    RoleKind.OPERATOR: _l("Operator of the service"),
    RoleKind.FINANCE: _l("Finance and trade"),
    RoleKind.LOCAL: _l("Local presence and relations"),
    RoleKind.RESEARCH: _l("Research and evaluation"),
    RoleKind.ADVICE: _l("Consulting and project design"),
    RoleKind.TRAINING: _l("Training and capacity building"),
}

FIELDS = {
    CallField.TITLE: _l("Title"),
    CallField.TECHNOLOGY: _l("Technology"),
    CallField.COUNTRIES: _l("Countries"),
    CallField.PHASE: _l("Phase"),
    CallField.PROBLEM: _l("Problem to be solved"),
    CallField.BENEFICIARY: _l("Who benefits"),
    CallField.RESULT: _l("Wanted result"),
    CallField.PARTNER_WORK: _l("What the partner does"),
    CallField.ROLES: _l("Roles sought"),
    CallField.MUST_HAVES: _l("Must-haves"),
    CallField.NICE_TO_HAVES: _l("Nice-to-haves"),
    CallField.FUNDING: _l("Idea for the funding"),
}

CIRCLES = {
    Circle.PUBLIC: _l("Everybody"),
    Circle.MEMBERS: _l("Members"),
    Circle.INVITED: _l("Shortlisted and invited members"),
    Circle.TEAM: _l("The team alone"),
}

CHECKS = {
    Check.TITLE: _l("The title stands in Japanese and English"),
    Check.SUBJECT: _l("A technology and at least one country are named"),
    Check.PROBLEM: _l("The problem is stated in a sentence or more"),
    Check.BENEFICIARY: _l("It says who benefits"),
    Check.RESULT: _l("The wanted result is stated"),
    Check.PARTNER_WORK: _l("It says what the partner does"),
    Check.SOUGHT: _l("At least one role or must-have is named"),
    Check.DATES: _l(
        "Questions end at least three days before the closing date, which is 7 to 365 days ahead"
    ),
    Check.NAMELESS: _l("An anonymous call names neither its member nor an address or telephone number"),
    Check.GENUINE: _l("The proposer is genuine and can do what it says"),
    Check.NO_ADVERTISEMENT: _l("It seeks partners and does not advertise a product"),
    Check.FAIR: _l("The must-haves follow from the work and do not shut out newcomers without need"),
    Check.NO_SECRETS: _l("It holds no classified information and no data of persons"),
}

REASONS = {
    DissolveReason.NO_PARTNER: _l("A needed partner was not found"),
    DissolveReason.NO_FUNDING: _l("No funding"),
    DissolveReason.COUNTRY: _l("The situation in the country changed"),
    DissolveReason.TENDER_LOST: _l("The tender was lost"),
    DissolveReason.TERMS: _l("No agreement on the terms"),
    DissolveReason.OTHER: _l("Another reason"),
}
