"""Tables of accounts, their sessions on the server side, and attempts to sign in."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Boolean, ForeignKey, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hub.core.access import Reader, Role
from hub.core.bilingual import Bilingual, Language, bilingual
from hub.core.db import Model, Moment
from hub.core.mail import Addressee


class Account(Model):
    __tablename__ = "account"
    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[Bilingual] = bilingual("name", 120)
    role: Mapped[str] = mapped_column(String(20))
    password_hash: Mapped[str] = mapped_column(String(200))
    language: Mapped[str] = mapped_column(String(2), default=Language.JA)
    active: Mapped[bool] = mapped_column(Boolean, default=True)
    sample: Mapped[bool] = mapped_column(Boolean, default=False)
    created_at: Mapped[datetime] = mapped_column(Moment)
    closed_at: Mapped[datetime | None] = mapped_column(Moment)
    # What the second step's secret is made of, together with the key of the installation; empty without one.
    second_step_salt: Mapped[str] = mapped_column(String(32), default="")
    second_step_since: Mapped[datetime | None] = mapped_column(Moment)
    # The half minute of the last code taken: it and all before it open nothing any more.
    second_step_used: Mapped[int] = mapped_column(Integer, default=0)

    @property
    def has_second_step(self) -> bool:
        return bool(self.second_step_salt)

    @property
    def addressee(self) -> Addressee:
        return Addressee(self.email, Language(self.language), self.id)

    @property
    def reader(self) -> Reader:
        return Reader(account_id=self.id, name=self.name, role=Role(self.role))


class AccountSession(Model):
    """One signed-in browser. The cookie holds a random key; only its digest is kept here."""

    __tablename__ = "account_session"
    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    started_at: Mapped[datetime] = mapped_column(Moment)
    seen_at: Mapped[datetime] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)

    account: Mapped[Account] = relationship(lazy="raise")


class RecoveryCode(Model):
    """Opens the second step once, where the device is lost. Only a digest made with our key is kept."""

    __tablename__ = "recovery_code"
    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    used_at: Mapped[datetime | None] = mapped_column(Moment)


class KnownBrowser(Model):
    """From where an account has signed in before: a kind of browser and a part of the network, no more."""

    __tablename__ = "known_browser"
    __table_args__ = (UniqueConstraint("account_id", "browser", "network"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    browser: Mapped[str] = mapped_column(String(40))
    network: Mapped[str] = mapped_column(String(64))
    seen_at: Mapped[datetime] = mapped_column(Moment, index=True)


class Text(StrEnum):
    """What people agree to. The site policy was agreed to before there were terms of use."""

    TERMS = "terms"
    PRIVACY = "privacy"
    POLICY = "policy"


class Consent(Model):
    """That a person agreed to a text in one of its versions."""

    __tablename__ = "consent"
    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    text: Mapped[str] = mapped_column(String(20))
    version: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime] = mapped_column(Moment)


class SignInAttempt(Model):
    """A failed attempt, by account address and network address, both as digests; old ones are removed."""

    __tablename__ = "sign_in_attempt"
    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(String(64), index=True)
    at: Mapped[datetime] = mapped_column(Moment, index=True)


class Purpose(StrEnum):
    """What a link in a letter is good for, once."""

    INVITATION = "invitation"
    RESET = "reset"
    NEW_ADDRESS = "new_address"
    # Goes to the old address and takes the change back.
    OBJECTION = "objection"
    APPLICATION = "application"
    # Stays in the browser's own cookie between the password and the code.
    SECOND_STEP = "second_step"


class MailedKey(Model):
    """A link sent by mail. The letter holds a random key; only its digest is kept here.

    It opens one thing, once, until it expires, and only while it is the newest of its purpose for that address.
    """

    __tablename__ = "mailed_key"
    id: Mapped[int] = mapped_column(primary_key=True)
    purpose: Mapped[str] = mapped_column(String(20))
    address: Mapped[str] = mapped_column(String(254), index=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    subject: Mapped[str] = mapped_column(String(120), default="")
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime] = mapped_column(Moment)
    expires_at: Mapped[datetime] = mapped_column(Moment)
    used_at: Mapped[datetime | None] = mapped_column(Moment)
