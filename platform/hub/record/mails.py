"""The yearly letter: is everything in the record still right?"""

from flask_babel import gettext as _

from hub.core.bilingual import Bilingual
from hub.core.formats import plain
from hub.core.mail import Letter, link


def please_confirm(slug: str, member: Bilingual) -> Letter:
    return Letter(
        _("Is the record of %(member)s still right?", member=plain(member)),
        [
            _("Nobody has confirmed this record for more than a year. Others now see that beside it."),
            _(
                "Please look through it. One press on the page confirms that everything is right; "
                "any change does, too."
            ),
            _("15 months after the last confirmation the member is no longer suggested as a partner."),
        ],
        (_("Look through the record"), link("record.overview", slug=slug)),
    )


def look_through(slug: str, member: Bilingual) -> Letter:
    return Letter(
        _("Is the record of %(member)s still right?", member=plain(member)),
        [
            _("The secretariat asks you to look through the record of your organisation."),
            _(
                "Please look through it. One press on the page confirms that everything is right; "
                "any change does, too."
            ),
        ],
        (_("Look through the record"), link("record.overview", slug=slug)),
    )
