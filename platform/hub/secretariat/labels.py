"""Acts of the journal in words. An act without words is shown as it is kept."""

from flask_babel import lazy_gettext as _l

ACTS = {
    "sign-in": _l("Signed in"),
    "sign-out": _l("Signed out"),
    "account-added": _l("Account made"),
    "import": _l("Imported a sheet"),
    "seed": _l("Loaded the data of the installation"),
    "notifications-set": _l("Ways of notification set"),
    "mail-try-again": _l("Letter put back into the outbox"),
}
