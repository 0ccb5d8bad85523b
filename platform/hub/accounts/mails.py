"""Letters about accounts. Whoever did not ask for one is told what it means."""

from flask_babel import gettext as _

from hub.core.mail import Letter, link


def reset(key: str) -> Letter:
    return Letter(
        _("Set a new password"),
        [
            _("Somebody, probably you, asked for a new password for your account."),
            _(
                "The link below works once and for 60 minutes. If you did not ask, do nothing: your password stays."
            ),
        ],
        (_("Set a new password"), link("accounts.new_password", key=key)),
    )


def no_account() -> Letter:
    return Letter(
        _("No account with this address"),
        [
            _("Somebody, probably you, asked for a new password for this address, but no account has it."),
            _("Your account may have another address. If you did not ask, do nothing."),
        ],
        (_("Write to the secretariat"), link("pages.contact")),
    )


def password_changed() -> Letter:
    return Letter(
        _("Your password was changed"),
        [
            _("The password of your account was changed just now, and all browsers were signed out."),
            _("If that was not you, set a new password at once and tell the secretariat."),
        ],
        (_("Set a new password"), link("accounts.reset_password")),
    )
