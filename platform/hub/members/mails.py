"""Letters about seats at a member."""

from flask_babel import gettext as _

from hub.core.bilingual import Bilingual
from hub.core.formats import plain
from hub.core.mail import Letter, link


def invited(key: str, member: Bilingual, by: Bilingual) -> Letter:
    return Letter(
        _("Invitation from %(member)s", member=plain(member)),
        [
            _(
                "%(person)s invites you to the members’ site as a person of %(member)s.",
                person=plain(by),
                member=plain(member),
            ),
            _("The link below works once and for 14 days. There you choose your password."),
        ],
        (_("Accept the invitation"), link("seats.accept", key=key)),
    )


def already_here(member: Bilingual, by: Bilingual) -> Letter:
    return Letter(
        _("Invitation from %(member)s", member=plain(member)),
        [
            _(
                "%(person)s invites you to the members’ site as a person of %(member)s.",
                person=plain(by),
                member=plain(member),
            ),
            _(
                "You have an account here already, and a person has one seat. Ask the secretariat to move yours."
            ),
        ],
        (_("Write to the secretariat"), link("pages.contact")),
    )


def seat_ended(member: Bilingual) -> Letter:
    return Letter(
        _("Your seat at %(member)s has ended", member=plain(member)),
        [
            _("Your seat was closed, and you can no longer sign in with this account."),
            _("If this is a mistake, ask the window contact of your organisation or the secretariat."),
        ],
        (_("Write to the secretariat"), link("pages.contact")),
    )
