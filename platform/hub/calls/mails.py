"""What people are told about calls: a sentence for the page, and a letter. Titles alone; the rest stands behind
signing in."""

from flask_babel import gettext as _

from hub.calls.models import Call
from hub.core.bilingual import Bilingual
from hub.core.formats import day, plain
from hub.core.mail import Letter
from hub.notifications.mails import address
from hub.notifications.models import Link


def page_of(call: Call) -> Link:
    return Link("calls.detail", {"key": call.key})


def _letter(call: Call, name: Bilingual, subject: str, *paragraphs: str) -> Letter:
    return Letter(
        subject=subject,
        paragraphs=[_("Dear %(name)s,", name=plain(name)), *paragraphs],
        action=(_("The call:"), address(page_of(call))),
    )


def sent_back_words(call: Call) -> str:
    words: str = _("The secretariat asks for changes to your call “%(title)s”.", title=plain(call.title))
    return words


def sent_back_letter(call: Call, name: Bilingual) -> Letter:
    return _letter(
        call,
        name,
        _("Your call needs a change"),
        sent_back_words(call),
        _("Its comment stands on the page of the call. Change what is needed and submit it again."),
    )


def published_words(call: Call) -> str:
    words: str = _("Your call “%(title)s” is open.", title=plain(call.title))
    return words


def published_letter(call: Call, name: Bilingual) -> Letter:
    return _letter(
        call,
        name,
        _("Your call is open"),
        published_words(call),
        _("Members it fits are told. Questions and expressions of interest reach you by notification."),
    )


def fits_words(call: Call) -> str:
    closes = call.closes_on
    words: str = _(
        "An open call fits your organisation: “%(title)s”. It closes on %(day)s.",
        title=plain(call.title),
        day=day(closes) if closes else "",
    )
    return words


def fits_letter(call: Call, name: Bilingual) -> Letter:
    return _letter(
        call,
        name,
        _("An open call fits your organisation"),
        fits_words(call),
        _("You are told because your organisation has the technology or looks at the country."),
    )


def closed_words(call: Call) -> str:
    words: str = _("Your call “%(title)s” has reached its closing date.", title=plain(call.title))
    return words


def closed_letter(call: Call, name: Bilingual) -> Letter:
    return _letter(
        call,
        name,
        _("Your call has closed"),
        closed_words(call),
        _("Answer the expressions of interest that still wait, and begin to form the team."),
    )


def question_words(call: Call) -> str:
    words: str = _("There is a new question about your call “%(title)s”.", title=plain(call.title))
    return words


def question_letter(call: Call, name: Bilingual) -> Letter:
    return _letter(
        call,
        name,
        _("A question about your call"),
        question_words(call),
        _("Your answer is read by everybody who may read the call."),
    )


def answered_words(call: Call) -> str:
    words: str = _("Your question about the call “%(title)s” is answered.", title=plain(call.title))
    return words


def answered_letter(call: Call, name: Bilingual) -> Letter:
    return _letter(call, name, _("Your question is answered"), answered_words(call))
