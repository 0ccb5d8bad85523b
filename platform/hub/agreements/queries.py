"""Reading the terms of a team."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from hub.agreements.defaults import TEXTS
from hub.agreements.models import (
    Acceptance,
    AgreementVersion,
    Clause,
    ClauseTemplate,
    Head,
    Objection,
    Share,
    VersionState,
)
from hub.agreements.rules import Member
from hub.consortia import queries as teams
from hub.consortia.models import Place
from hub.core.bilingual import Bilingual
from hub.core.db import db


@dataclass(frozen=True)
class Terms:
    """The draft of a team as it stands: its members with their shares, and what is written under each head."""

    members: Sequence[Member]
    clauses: Mapping[str, Clause]

    @property
    def texts(self) -> dict[str, str]:
        return {head: one.text for head, one in self.clauses.items()}


def terms(call_id: int) -> Terms:
    shares = dict(
        db.session.execute(
            select(Share.place_id, Share.percent)
            .join(Place, Share.place_id == Place.id)
            .where(Place.call_id == call_id)
        ).all()
    )
    members = [
        Member(one.id, one.member.name.ja, one.member.name.en, one.lead, shares.get(one.id))
        for one in teams.team_of(call_id)
    ]
    found = db.session.scalars(
        select(Clause).where(Clause.call_id == call_id).execution_options(populate_existing=True)
    )
    return Terms(members, {one.head: one for one in found})


def clause(call_id: int, head: Head) -> Clause | None:
    return db.session.scalar(
        select(Clause)
        .where(Clause.call_id == call_id, Clause.head == head)
        .execution_options(populate_existing=True)
    )


def versions(call_id: int) -> Sequence[AgreementVersion]:
    """The latest first."""
    asked = select(AgreementVersion).options(joinedload(AgreementVersion.account))
    return db.session.scalars(
        asked.where(AgreementVersion.call_id == call_id).order_by(AgreementVersion.number.desc())
    ).all()


def version(call_id: int, number: int) -> AgreementVersion | None:
    asked = select(AgreementVersion).options(joinedload(AgreementVersion.account))
    return db.session.scalar(
        asked.where(AgreementVersion.call_id == call_id, AgreementVersion.number == number)
    )


def proposed(call_id: int) -> AgreementVersion | None:
    """What all are asked to accept now."""
    asked = select(AgreementVersion).options(joinedload(AgreementVersion.account))
    return db.session.scalar(
        asked.where(AgreementVersion.call_id == call_id, AgreementVersion.state == VersionState.PROPOSED)
    )


def last_number(call_id: int) -> int:
    asked = select(func.max(AgreementVersion.number)).where(AgreementVersion.call_id == call_id)
    return db.session.scalar(asked) or 0


def acceptances(version_id: int) -> Sequence[Acceptance]:
    return db.session.scalars(
        select(Acceptance)
        .options(joinedload(Acceptance.account), joinedload(Acceptance.place).joinedload(Place.member))
        .where(Acceptance.version_id == version_id)
        .order_by(Acceptance.at, Acceptance.id)
    ).all()


def objections(version_id: int) -> Sequence[Objection]:
    return db.session.scalars(
        select(Objection)
        .options(joinedload(Objection.account), joinedload(Objection.place).joinedload(Place.member))
        .where(Objection.version_id == version_id)
        .order_by(Objection.at, Objection.id)
    ).all()


def template(head: Head) -> ClauseTemplate | None:
    """As the secretariat worded it; None while ours stands."""
    return db.session.get(ClauseTemplate, head, populate_existing=True)


def beginning(head: Head) -> Bilingual:
    """What a new clause of this head begins with."""
    found = template(head)
    return found.text if found else TEXTS[head]


def templates() -> Mapping[str, ClauseTemplate]:
    return {one.head: one for one in db.session.scalars(select(ClauseTemplate))}
