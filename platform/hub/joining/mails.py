"""What people are told about joining a team: a sentence for the page, and a letter. Titles alone; the rest stands
behind signing in."""

from flask_babel import gettext as _

from hub.calls.mails import page_of
from hub.calls.models import Call
from hub.consortia.models import Expression, TeamInvitation
from hub.core.bilingual import Bilingual
from hub.core.formats import plain
from hub.core.mail import Letter
from hub.notifications.mails import address
from hub.notifications.models import Link

__all__ = ["page_of"]


def page_of_expression(one: Expression) -> Link:
    return Link("joining.expression", {"key": one.key})


def page_of_invitation(one: TeamInvitation) -> Link:
    return Link("joining.invitation", {"key": one.key})


def page_of_team(call: Call) -> Link:
    return Link("consortia.team", {"key": call.key})


def page_of_own() -> Link:
    return Link("joining.own")


def _letter(name: Bilingual, subject: str, to: Link, *paragraphs: str) -> Letter:
    return Letter(
        subject=subject,
        paragraphs=[_("Dear %(name)s,", name=plain(name)), *paragraphs],
        action=(_("Read more:"), address(to)),
    )


def shortlisted_words(call: Call) -> str:
    words: str = _(
        "Your expression of interest in “%(title)s” is on the short list.", title=plain(call.title)
    )
    return words


def shortlisted_letter(one: Expression) -> Letter:
    return _letter(
        one.account.name,
        _("You are on the short list of a call"),
        page_of_expression(one),
        shortlisted_words(one.call),
        _("The page of the call now also shows you what is meant for shortlisted members."),
    )


def opened_words(call: Call) -> str:
    words: str = _("You can now read who is behind the call “%(title)s”.", title=plain(call.title))
    return words


def opened_letter(call: Call, name: Bilingual) -> Letter:
    return _letter(
        name,
        _("An anonymous caller has opened its name to you"),
        page_of(call),
        opened_words(call),
        _("Please keep the name to your organisation, as agreed. The opening is recorded."),
    )


def added_words(call: Call) -> str:
    words: str = _("You are in the team “%(title)s”.", title=plain(call.title))
    return words


def added_letter(call: Call, name: Bilingual) -> Letter:
    return _letter(
        name,
        _("You have been added to a team"),
        page_of_team(call),
        added_words(call),
        _("Its room opens once you have accepted the pledge of confidentiality."),
    )


def left_words(call: Call, member: Bilingual) -> str:
    words: str = _("%(member)s has left the team “%(title)s”.", member=plain(member), title=plain(call.title))
    return words


def removed_words(call: Call) -> str:
    words: str = _("Your organisation is no longer in the team “%(title)s”.", title=plain(call.title))
    return words


def removed_letter(call: Call, name: Bilingual) -> Letter:
    return _letter(
        name,
        _("Your place in a team has ended"),
        page_of_own(),
        removed_words(call),
        _(
            "The reason stands on your page of calls and teams. What you promised to keep confidential stays so."
        ),
    )


def ended_words(call: Call) -> str:
    words: str = _("The team “%(title)s” has come to an end.", title=plain(call.title))
    return words


def ended_letter(call: Call, name: Bilingual) -> Letter:
    return _letter(
        name,
        _("A team has come to an end"),
        page_of_own(),
        ended_words(call),
        _(
            "The reason stands on your page of calls and teams. What you promised to keep confidential stays so."
        ),
    )
