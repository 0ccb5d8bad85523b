"""What people are told about requests: a sentence for the page, and a letter.

Subjects name nobody, because the secretariat sees them when a letter cannot be sent; what was written stands on the
page alone, behind signing in.
"""

from flask_babel import gettext as _

from hub.core.bilingual import Bilingual
from hub.core.formats import day, plain
from hub.core.mail import Letter
from hub.notifications.mails import address
from hub.notifications.models import Link
from hub.requests.labels import PURPOSES
from hub.requests.models import Kind, Outcome, Purpose, Request
from hub.requests.rules import expires_on


def page_of(asked: Request) -> Link:
    return Link("requests.detail", {"key": asked.key})


def asked_words(asked: Request) -> str:
    who, due = plain(asked.asker_side_name), day(asked.due)
    match Kind(asked.kind):
        case Kind.EXPRESSION:
            words = _("%(member)s is interested in your call. Please decide by %(due)s.", member=who, due=due)
        case Kind.INVITATION:
            words = _("%(member)s invites you to a team. Please answer by %(due)s.", member=who, due=due)
        case Kind.COUNTER:
            words = _(
                "%(member)s answers your invitation with a proposal of its own. Please answer by %(due)s.",
                member=who,
                due=due,
            )
        case _:
            words = _("%(member)s asks you for contact. Please answer by %(due)s.", member=who, due=due)
    return str(words)


def asked_letter(asked: Request) -> Letter:
    return Letter(
        subject=_("A request waits for your answer by %(due)s", due=day(asked.due)),
        paragraphs=[
            _greeting(asked.owner.name),
            asked_words(asked),
            *_purpose(asked),
            _("What they wrote stands on the page of the request. There you accept or decline in a minute."),
        ],
        action=(_("Read and answer the request:"), address(page_of(asked))),
    )


def _purpose(asked: Request) -> list[str]:
    if asked.kind != Kind.CONTACT:
        return []
    return [_("Purpose: %(purpose)s", purpose=PURPOSES[Purpose(asked.purpose)])]


def reminder_words(asked: Request) -> str:
    words: str = _(
        "The request of %(member)s still waits for your answer, by %(due)s.",
        member=plain(asked.asker_side_name),
        due=day(asked.due),
    )
    return words


def reminder_letter(asked: Request) -> Letter:
    return Letter(
        subject=_("Reminder: a request waits for your answer by %(due)s", due=day(asked.due)),
        paragraphs=[
            _greeting(asked.owner.name),
            reminder_words(asked),
            _(
                "If it is not answered by %(last)s, it expires. A short refusal helps the asker more than silence.",
                last=day(expires_on(asked.due)),
            ),
        ],
        action=(_("Read and answer the request:"), address(page_of(asked))),
    )


def answered_words(asked: Request) -> str:
    who = plain(asked.owner_side_name)
    match Outcome(asked.outcome):
        case Outcome.ACCEPTED:
            words = _("%(member)s has accepted your request.", member=who)
        case Outcome.COUNTERED:
            words = _("%(member)s has answered your request with another proposal.", member=who)
        case _:
            words = _("%(member)s has declined your request.", member=who)
    return str(words)


def answered_letter(asked: Request) -> Letter:
    return Letter(
        subject=_("Your request has been answered"),
        paragraphs=[_greeting(asked.asker.name), answered_words(asked)],
        action=(_("Read the answer:"), address(page_of(asked))),
    )


def expired_words(asked: Request) -> str:
    words: str = _(
        "Your request to %(member)s has expired without an answer.", member=plain(asked.owner_side_name)
    )
    return words


def expired_letter(asked: Request) -> Letter:
    return Letter(
        subject=_("Your request has expired"),
        paragraphs=[
            _greeting(asked.asker.name),
            expired_words(asked),
            _("You can ask again, or write to the secretariat, which may know another way."),
        ],
        action=(_("The request:"), address(page_of(asked))),
    )


def missed_words(asked: Request) -> str:
    words: str = _(
        "The request of %(member)s has expired without your answer.", member=plain(asked.asker_side_name)
    )
    return words


def withdrawn_words(asked: Request) -> str:
    words: str = _(
        "%(member)s has withdrawn its request. You need not answer it.", member=plain(asked.asker_side_name)
    )
    return words


def withdrawn_letter(asked: Request) -> Letter:
    return Letter(
        subject=_("A request to you has been withdrawn"),
        paragraphs=[_greeting(asked.owner.name), withdrawn_words(asked)],
        action=(_("The request:"), address(page_of(asked))),
    )


def _greeting(name: Bilingual) -> str:
    words: str = _("Dear %(name)s,", name=plain(name))
    return words
