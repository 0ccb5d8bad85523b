"""Acts of the journal in words. An act without words is shown as it is kept."""

from flask_babel import lazy_gettext as _l

from hub.secretariat.rules import Urgency

ACTS = {
    "sign-in": _l("Signed in"),
    "sign-out": _l("Signed out"),
    "account-added": _l("Account made"),
    "import": _l("Imported a sheet"),
    "import-record": _l("Record changed by an import"),
    "export": _l("Exported a sheet"),
    "replace-samples": _l("Sample members replaced by own ones"),
    "seed": _l("Loaded the data of the installation"),
    "notifications-set": _l("Ways of notification set"),
    "mail-try-again": _l("Letter put back into the outbox"),
    "password-changed": _l("Password changed"),
    "session-ended": _l("Signed out another browser"),
    "seat-invited": _l("Invited a person to a seat"),
    "invitation-withdrawn": _l("Invitation withdrawn"),
    "seat-taken": _l("Took a seat"),
    "seat-role-changed": _l("Role of a seat changed"),
    "seat-ended": _l("Seat closed"),
    "account-closed": _l("Account closed by its owner"),
    "account-reopened": _l("Account opened again"),
    "own-data-taken": _l("Took away the own data"),
    "retention": _l("Forgotten because of age"),
    "task-given": _l("Task given"),
    "task-changed": _l("Task changed"),
    "task-done": _l("Task done"),
    "task-reopened": _l("Task taken up again"),
    "application-begin": _l("Began an application"),
    "application-submit": _l("Submitted an application"),
    "application-take_up": _l("Began the review of an application"),
    "application-send_back": _l("Returned an application"),
    "application-approve": _l("Approved an application"),
    "application-reject": _l("Did not accept an application"),
    "member-admit": _l("Admitted a member"),
    "member-fall_due": _l("Asked for the renewal of a membership"),
    "member-renew": _l("Renewed a membership"),
    "member-suspend": _l("Suspended a membership"),
    "member-reinstate": _l("Ended a suspension"),
    "member-leave": _l("Ended a membership"),
    "circular-sent": _l("Letter sent to members"),
    "record-changed": _l("Record changed"),
    "record-reverted": _l("Change of a record put back"),
    "record-confirmed": _l("Record confirmed"),
    "record-verified": _l("Record verified"),
    "record-unlisted": _l("Record taken off the list"),
}

URGENCIES = {
    Urgency.OVERDUE: _l("overdue"),
    Urgency.TODAY: _l("due today"),
}
