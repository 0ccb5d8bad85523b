"""The letter to a person whose account was closed."""

from flask_babel import gettext as _

from hub.core.mail import Letter, link


def closed() -> Letter:
    return Letter(
        _("Your account is closed"),
        [
            _("Your account was closed at your wish. Nobody can sign in with it any more."),
            _(
                "Your name and address are erased in 30 days. If this was a mistake, tell the secretariat before."
            ),
        ],
        (_("Write to the secretariat"), link("pages.contact")),
    )
