"""Tables of notifications, and of the way each person wants to be told about each topic."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Boolean, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from hub.core.bilingual import Bilingual, bilingual
from hub.core.db import Model, Moment


class Topic(StrEnum):
    """What a notification is about, as people may want to be told of it or not."""

    REQUESTS_RECEIVED = "requests_received"
    REQUESTS_SENT = "requests_sent"
    REMINDERS = "reminders"
    MEMBERSHIP = "membership"
    CALLS = "calls"
    TEAMS = "teams"


class Way(StrEnum):
    """How a person is told. The page always has it."""

    PAGE = "page"
    AT_ONCE = "at_once"
    DIGEST = "digest"


@dataclass(frozen=True)
class Link:
    """A page of the site, by endpoint, so that it opens in the language it is read in."""

    endpoint: str
    values: dict[str, str] = field(default_factory=dict)

    @property
    def stored(self) -> str:
        return json.dumps(self.values, sort_keys=True)


class Notification(Model):
    """One thing told to one person, kept in both languages: it is read in whichever the page is in."""

    __tablename__ = "notification"
    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    topic: Mapped[str] = mapped_column(String(40))
    text: Mapped[Bilingual] = bilingual("text")
    endpoint: Mapped[str] = mapped_column(String(80))
    link_values: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Moment)
    read_at: Mapped[datetime | None] = mapped_column(Moment)
    # Waits for the daily mail; the round that takes it clears this.
    for_digest: Mapped[bool] = mapped_column(Boolean, default=False, index=True)

    @property
    def link(self) -> Link:
        return Link(self.endpoint, json.loads(self.link_values))


class NotificationSetting(Model):
    """The way one person wants one topic; a topic without a row goes the usual way."""

    __tablename__ = "notification_setting"
    __table_args__ = (UniqueConstraint("account_id", "topic"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    topic: Mapped[str] = mapped_column(String(40))
    way: Mapped[str] = mapped_column(String(10))
