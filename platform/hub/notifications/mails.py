"""The letters of notifications: one told at once, and the daily one. Each says how to stop it."""

from collections.abc import Sequence
from dataclasses import replace

from flask_babel import gettext as _

from hub.core.formats import plain
from hub.core.mail import Letter, link
from hub.notifications import keys
from hub.notifications.labels import TOPICS
from hub.notifications.models import Link, Notification, Topic


def address(to: Link) -> str:
    return link(to.endpoint, **to.values)


def stoppable(letter: Letter, account_id: int, topic: Topic) -> Letter:
    """The letter with the reason why it came and the link that stops its kind."""
    return replace(letter, why=f"{letter.why}\n{_stop(account_id, topic)}".strip())


def digest(told: Sequence[Notification]) -> Letter:
    """What a person was told since yesterday, in one letter; all of it is one person's."""
    topics = sorted({Topic(one.topic) for one in told})
    return Letter(
        subject=_("Your notifications of the last day"),
        paragraphs=[f"{plain(one.text)}\n{address(one.link)}" for one in told],
        action=(_("All your notifications:"), link("notifications.told")),
        why="\n".join(_stop(told[0].account_id, topic) for topic in topics),
    )


def _stop(account_id: int, topic: Topic) -> str:
    words = _("To stop mail about “%(topic)s”:", topic=TOPICS[topic])
    return f"{words}\n{link('notifications.unsubscribe', key=keys.unsubscribing(account_id, topic))}"
