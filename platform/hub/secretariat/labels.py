"""Acts of the journal in words. An act without words is shown as it is kept."""

from flask_babel import lazy_gettext as _l

ACTS = {
    "sign-in": _l("Signed in"),
    "sign-out": _l("Signed out"),
    "account-added": _l("Account made"),
    "import": _l("Imported a sheet"),
    "import-record": _l("Record changed by an import"),
    "export": _l("Exported a sheet"),
    "replace-samples": _l("Sample members replaced by own ones"),
    "seed": _l("Loaded the data of the installation"),
    "mail-try-again": _l("Letter put back into the outbox"),
}
