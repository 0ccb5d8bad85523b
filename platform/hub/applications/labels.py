"""The words of applications in the reader's language."""

from flask_babel import lazy_gettext as _l

from hub.applications.models import Section, Stage
from hub.applications.rules import Act

STAGES = {
    Stage.DRAFT: _l("Not submitted yet"),
    Stage.SUBMITTED: _l("Submitted"),
    Stage.IN_REVIEW: _l("In review"),
    Stage.RETURNED: _l("Returned for changes"),
    Stage.APPROVED: _l("Approved"),
    Stage.REJECTED: _l("Not accepted"),
    Stage.ACTIVE: _l("Active member"),
    Stage.RENEWAL_DUE: _l("Renewal due"),
    Stage.SUSPENDED: _l("Suspended"),
    Stage.WITHDRAWN: _l("Membership ended"),
    Stage.ARCHIVED: _l("Archived"),
}

SECTIONS = {
    Section.ORGANISATION: _l("The organisation"),
    Section.CAPABILITIES: _l("What it can do"),
    Section.COUNTRIES: _l("Countries it looks at"),
    Section.PEOPLE: _l("The window contact"),
    Section.RULES: _l("Rules of membership"),
}

ACTS = {
    Act.SUBMIT: _l("Submit"),
    Act.TAKE_UP: _l("Start the review"),
    Act.SEND_BACK: _l("Return with comments"),
    Act.APPROVE: _l("Approve"),
    Act.REJECT: _l("Do not accept"),
    Act.ADMIT: _l("Admit"),
    Act.FALL_DUE: _l("Ask for renewal"),
    Act.RENEW: _l("Renew the membership"),
    Act.SUSPEND: _l("Suspend the membership"),
    Act.REINSTATE: _l("End the suspension"),
    Act.LEAVE: _l("End the membership"),
    Act.ARCHIVE: _l("Archive the record"),
    Act.UNARCHIVE: _l("Take the record out of the archive"),
}
