"""What the lead of a silent team is asked."""

from flask_babel import gettext as _

from hub.calls.models import Call
from hub.core.bilingual import Bilingual
from hub.core.formats import plain
from hub.core.mail import Letter
from hub.notifications.mails import address
from hub.notifications.models import Link


def page_of(call: Call) -> Link:
    return Link("consortia.team", {"key": call.key})


def silent_words(call: Call) -> str:
    words: str = _("Nothing has happened in the team “%(title)s” for 30 days.", title=plain(call.title))
    return words


def silent_letter(call: Call, name: Bilingual) -> Letter:
    return Letter(
        subject=_("Does your team go on?"),
        paragraphs=[
            _("Dear %(name)s,", name=plain(name)),
            silent_words(call),
            _("If it goes on, write in its room what comes next: that is answer enough."),
            _(
                "If nothing comes of it, dissolve the team or withdraw the call, so that its members are free."
            ),
            _("You are asked again only when another 30 days have passed."),
        ],
        action=(_("The room of the team:"), address(page_of(call))),
    )
