"""Letters about accounts. Whoever did not ask for one is told what it means."""

from datetime import datetime

from flask_babel import gettext as _

from hub.core import formats
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


def new_sign_in(browser: str, at: datetime) -> Letter:
    return Letter(
        _("New sign-in to your account"),
        [
            _(
                "On %(day)s at %(time)s your account was signed in to from a browser or network not seen before:"
                " %(browser)s.",
                day=formats.day(at),
                time=formats.clock(at),
                browser=browser,
            ),
            _("Was that you? Then there is nothing to do."),
            _("If not, change the password: that signs out all browsers. The link leads there."),
        ],
        (_("Set a new password"), link("accounts.reset_password")),
    )


def confirm_address(key: str) -> Letter:
    return Letter(
        _("Confirm your new e-mail address"),
        [
            _("Somebody, probably you, wants to use this address for signing in."),
            _("The link below works once and for 60 minutes. If you did not ask, do nothing."),
        ],
        (_("Use this address"), link("accounts.confirm_address", key=key)),
    )


def address_taken() -> Letter:
    return Letter(
        _("This address has an account already"),
        [
            _("Somebody, probably you, wants to use this address for another account. Nothing was changed."),
            _("An address can have one account. Sign in with it, or choose another address."),
        ],
        (_("Set a new password"), link("accounts.reset_password")),
    )


def address_asked(new: str, key: str) -> Letter:
    return Letter(
        _("The e-mail address of your account is to be changed"),
        [
            _("Somebody, probably you, asked to change it to %(address)s.", address=new),
            _("Was that you? Then there is nothing to do: open the link in the letter to the new address."),
            _("If not, the link below stops it and closes your account until you set a new password."),
        ],
        (_("I did not ask for this"), link("accounts.object_to_address", key=key)),
    )


def address_changed(new: str) -> Letter:
    return Letter(
        _("The e-mail address of your account was changed"),
        [
            _("From now on you sign in with %(address)s, and letters go there.", address=new),
            _("Other browsers were signed out."),
        ],
        (_("Sign in"), link("accounts.sign_in")),
    )


def address_left(new: str, key: str) -> Letter:
    return Letter(
        _("The e-mail address of your account was changed"),
        [
            _("It is %(address)s now; this address opens nothing any more.", address=new),
            _("If that was not you, the link below takes it back. It works for 7 days."),
        ],
        (_("I did not ask for this"), link("accounts.object_to_address", key=key)),
    )


def address_restored(key: str) -> Letter:
    return Letter(
        _("Your account is safe; set a new password"),
        [
            _(
                "The change of address was taken back, all browsers are signed out, and the old password is void."
            ),
            _("Set a new one with the link below, within 60 minutes. Afterwards look at your data."),
        ],
        (_("Set a new password"), link("accounts.new_password", key=key)),
    )


def _warning(subject: str, *told: str) -> Letter:
    """What happened, and the way out for whoever did not do it."""
    wrong = _("If that was not you, set a new password at once and tell the secretariat.")
    return Letter(subject, [*told, wrong], (_("Set a new password"), link("accounts.reset_password")))
