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


def second_step_on() -> Letter:
    return _warning(
        _("Signing in to your account now takes two steps"),
        _("From now on signing in asks for a code from your app, after the password."),
    )


def second_step_off() -> Letter:
    return _warning(
        _("Signing in to your account takes one step again"),
        _("The second step was switched off. Codes of your app and recovery codes are no longer asked for."),
    )


def new_codes() -> Letter:
    return _warning(
        _("New recovery codes were made for your account"), _("The older recovery codes no longer work.")
    )


def recovery_code_used(left: int) -> Letter:
    return _warning(
        _("A recovery code of your account was used"),
        _("Somebody, probably you, signed in with a recovery code. Codes left: %(count)s", count=left),
        _("If you have lost your device, switch the second step off and set it up again."),
    )


def password_changed() -> Letter:
    return _warning(
        _("Your password was changed"),
        _("The password of your account was changed just now, and all browsers were signed out."),
    )


def _warning(subject: str, *told: str) -> Letter:
    """What happened, and the way out for whoever did not do it."""
    wrong = _("If that was not you, set a new password at once and tell the secretariat.")
    return Letter(subject, [*told, wrong], (_("Set a new password"), link("accounts.reset_password")))
