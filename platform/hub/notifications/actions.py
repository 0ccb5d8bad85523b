"""Telling people, and what they do with what they were told. Reading is no act of the journal: it is nobody's
business but the reader's."""

from collections.abc import Callable, Mapping
from datetime import datetime

from sqlalchemy import delete, select, update

from hub.accounts.models import Account
from hub.core.access import Reader
from hub.core.bilingual import Bilingual, Language
from hub.core.db import db
from hub.core.mail import Letter, post, speaking
from hub.journal.actions import about, record
from hub.notifications import mails, queries
from hub.notifications.models import Link, Notification, NotificationSetting, Topic, Way


def notify(
    account: Account,
    topic: Topic,
    text: Callable[[], str],
    link: Link,
    *,
    at: datetime,
    letter: Callable[[], Letter] | None = None,
) -> Notification:
    """Tell one person something, within the transaction of the act it tells of.

    ``text`` is worded in both languages and kept. ``letter`` is what a mail at once says; what has no letter is
    for the page alone. Somebody whose account is closed gets no mail.
    """
    way = queries.ways(account.id)[topic] if letter else Way.PAGE
    told = Notification(
        account_id=account.id,
        topic=topic,
        text=in_both(text),
        endpoint=link.endpoint,
        link_values=link.stored,
        at=at,
        for_digest=way is Way.DIGEST,
    )
    db.session.add(told)
    if letter and way is Way.AT_ONCE and account.active:
        post(account.addressee, lambda: mails.stoppable(letter(), account.id, topic), topic=topic)
    return told


def in_both(text: Callable[[], str]) -> Bilingual:
    found = {}
    for language in Language:
        with speaking(language):
            found[str(language)] = text()
    return Bilingual(**found)


def read(told: Notification, *, at: datetime) -> None:
    told.read_at = told.read_at or at


def read_all(account_id: int, *, at: datetime, link: Link | None = None) -> int:
    """Mark all that this person has not read, or all that lead to this page; says how many."""
    marked = update(Notification).where(Notification.account_id == account_id, Notification.read_at.is_(None))
    if link is not None:
        marked = marked.where(Notification.endpoint == link.endpoint, Notification.link_values == link.stored)
    done = db.session.execute(marked.values(read_at=at))
    return int(done.rowcount)  # type: ignore[attr-defined]  # an UPDATE gives a cursor result


def choose(account_id: int, wanted: Mapping[Topic, Way], *, by: Reader) -> None:
    """Set how a person is told; ``by`` is a visitor where a link in a mail did it."""
    # Two at the same moment: the second waits for the first. SQLite has one pen and needs no lock.
    db.session.execute(select(Account.id).where(Account.id == account_id).with_for_update())
    before = queries.ways(account_id)
    db.session.execute(
        delete(NotificationSetting).where(
            NotificationSetting.account_id == account_id, NotificationSetting.topic.in_(list(wanted))
        )
    )
    db.session.add_all(
        NotificationSetting(account_id=account_id, topic=topic, way=way) for topic, way in wanted.items()
    )
    record(
        "notifications-set",
        by=by,
        subject=about("account", account_id),
        changes={str(topic): (str(before[topic]), str(way)) for topic, way in wanted.items()},
    )


def send_digest(account: Account, *, before: datetime) -> int:
    """One mail with what waits for this person; of two processes one sends it. Says how many lines it has.

    What was read meanwhile is left out; if nothing is left, there is no mail.
    """
    waiting = (
        Notification.account_id == account.id,
        Notification.for_digest,
        Notification.at < before,
    )
    told = db.session.scalars(
        select(Notification).where(*waiting).order_by(Notification.at, Notification.id)
    ).all()
    taken = db.session.execute(
        update(Notification)
        .where(Notification.id.in_([one.id for one in told]), Notification.for_digest)
        .values(for_digest=False)
        .execution_options(synchronize_session=False)
    )
    unread = [one for one in told if one.read_at is None]
    if not taken.rowcount or not unread or not account.active:  # type: ignore[attr-defined]  # a cursor result
        return 0
    post(account.addressee, lambda: mails.digest(unread), topic="digest")
    return len(unread)
