"""What people of a team are told about its terms. No word of the terms: they stand behind signing in."""

from collections.abc import Callable

from flask_babel import gettext as _

from hub.calls.models import Call
from hub.core.bilingual import Bilingual
from hub.core.formats import plain
from hub.core.mail import Letter
from hub.notifications.mails import address
from hub.notifications.models import Link

Words = Callable[[Call], str]
ToOne = Callable[[Call, Bilingual], Letter]


def page_of(call: Call) -> Link:
    return Link("agreements.terms", {"key": call.key})


def _letter(call: Call, name: Bilingual, subject: str, *paragraphs: str) -> Letter:
    return Letter(
        subject=subject,
        paragraphs=[_("Dear %(name)s,", name=plain(name)), *paragraphs],
        action=(_("The terms:"), address(page_of(call))),
    )


def proposed_words(call: Call) -> str:
    words: str = _("The terms of the team “%(title)s” are proposed.", title=plain(call.title))
    return words


def proposed_letter(call: Call, name: Bilingual) -> Letter:
    return _letter(
        call,
        name,
        _("Terms wait for your acceptance"),
        proposed_words(call),
        _("Read them and accept for your organisation, or say why not. One person of each member accepts."),
    )


def agreed_words(call: Call) -> str:
    words: str = _("All members of the team “%(title)s” have accepted the terms.", title=plain(call.title))
    return words


def agreed_letter(call: Call, name: Bilingual) -> Letter:
    return _letter(
        call,
        name,
        _("Your team has agreed"),
        agreed_words(call),
        _("The agreed version can be printed, with names, times and its SHA-256."),
    )
