"""Reading advisors. Their mail address is for signed-in readers only."""

from collections.abc import Sequence

from sqlalchemy import select

from hub.advisors.models import Advisor, AdvisorCountry, Expertise
from hub.core.db import db


def in_country(code: str) -> Sequence[Advisor]:
    """Advisors who have worked in a country, the longest there first."""
    there = (
        select(Advisor)
        .join(AdvisorCountry, AdvisorCountry.advisor_id == Advisor.id)
        .where(AdvisorCountry.country_code == code)
        .order_by(AdvisorCountry.years.desc().nulls_last(), Advisor.name_kana, Advisor.id)
    )
    return db.session.scalars(there).all()


def with_technology(code: str) -> Sequence[Advisor]:
    """Advisors who know a technology."""
    knowing = (
        select(Advisor)
        .join(Expertise, Expertise.advisor_id == Advisor.id)
        .where(Expertise.technology_code == code)
        .order_by(Advisor.name_kana, Advisor.id)
    )
    return db.session.scalars(knowing).all()
