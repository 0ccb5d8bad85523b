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
    "second-step-on": _l("Second step switched on"),
    "second-step-off": _l("Second step switched off"),
    "second-step-reset": _l("Second step reset for a lost device"),
    "recovery-codes-made": _l("Recovery codes made anew"),
    "address-change-asked": _l("Asked for another e-mail address"),
    "address-changed": _l("E-mail address changed"),
    "address-change-refused": _l("Took back a change of the e-mail address"),
    "consent-given": _l("Agreed to terms and privacy"),
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
    "circular-sent": _l("Letter sent to members"),
}

URGENCIES = {
    Urgency.OVERDUE: _l("overdue"),
    Urgency.TODAY: _l("due today"),
}
