"""Letters about applications, worded when they are posted, in their reader's language."""

from collections.abc import Callable
from datetime import date, datetime

from flask_babel import gettext as _

from hub.accounts.rules import INVITATION_LASTS
from hub.core.bilingual import Bilingual
from hub.core.formats import clock, day, plain
from hub.core.mail import Letter, link

Written = Callable[[], Letter]


def _until(now: datetime) -> str:
    until = now + INVITATION_LASTS
    return str(
        _(
            "The link is good until %(day)s %(time)s (Japan), and only while it is the "
            "newest. You can ask for a new one at any time where you asked for this one.",
            day=day(until),
            time=clock(until),
        )
    )


def _why() -> str:
    return str(_("If you did not ask for this letter, leave it: without you nothing happens."))


def way_in(key: str, now: datetime) -> Written:
    def written() -> Letter:
        return Letter(
            _("Your application for membership"),
            [
                _("Open the address below to begin or go on with your application. What you save is kept."),
                _until(now),
            ],
            (_("Open the application"), link("applications.task_list", key=key)),
            _why(),
        )

    return written


def has_account() -> Written:
    def written() -> Letter:
        return Letter(
            _("Your application for membership"),
            [
                _("Somebody asked to apply for membership with your mail address."),
                _(
                    "This address has an account here already, so there is nothing to apply "
                    "for: please sign in."
                ),
            ],
            (_("Sign in"), link("accounts.sign_in")),
            _why(),
        )

    return written


def received(number: str, key: str, now: datetime) -> Written:
    def written() -> Letter:
        return Letter(
            _("We have received your application %(number)s", number=number),
            [
                _("Thank you. The number of your application is %(number)s.", number=number),
                _(
                    "The secretariat reads it and writes to this address: it approves the "
                    "application, asks for changes, or says why it cannot accept it."
                ),
                _until(now),
            ],
            (_("See how it stands"), link("applications.task_list", key=key)),
        )

    return written


def returned(number: str, key: str, now: datetime) -> Written:
    def written() -> Letter:
        return Letter(
            _("Please change something in your application %(number)s", number=number),
            [
                _(
                    "The secretariat has read your application and asks for changes. Its "
                    "comments stand beside each part."
                ),
                _("Change what is needed and submit it again; everything you entered is still there."),
                _until(now),
            ],
            (_("Open the application"), link("applications.task_list", key=key)),
        )

    return written


def approved(number: str) -> Written:
    def written() -> Letter:
        return Letter(
            _("Your application %(number)s is approved", number=number),
            [
                _("Welcome to the platform. Your organisation is a member from now on."),
                _(
                    "A second letter holds the invitation with which you choose your password "
                    "and sign in as its window contact."
                ),
            ],
        )

    return written


def renewal_near(slug: str, member: Bilingual, due: date) -> Letter:
    return Letter(
        _("The membership of %(member)s is due for renewal on %(day)s", member=plain(member), day=day(due)),
        [
            _("On that day the membership waits for its renewal. Everything stays open to you meanwhile."),
            _(
                "If something changes in your organisation, or you do not wish to go on, tell the secretariat."
            ),
        ],
        (_("Look through the record"), link("record.overview", slug=slug)),
    )


def renewal_due(slug: str, member: Bilingual) -> Letter:
    return Letter(
        _("The membership of %(member)s is due for renewal", member=plain(member)),
        [
            _("Please tell the secretariat that you wish to go on. Everything stays open to you meanwhile."),
            _("Please look through your record as well, so that others find you as you are now."),
        ],
        (_("Look through the record"), link("record.overview", slug=slug)),
    )


def rejected(number: str, reason: str, key: str, now: datetime) -> Written:
    def written() -> Letter:
        return Letter(
            _("About your application %(number)s", number=number),
            [
                _("The secretariat cannot accept your application. It gives this reason:"),
                reason,
                _("If the reason no longer holds, you may apply again from the same page."),
                _until(now),
            ],
            (_("Open the application"), link("applications.task_list", key=key)),
        )

    return written
