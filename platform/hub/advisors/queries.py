"""Reading advisors. Their mail address is for signed-in readers only."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import selectinload

from hub.advisors.models import Advisor, AdvisorCountry, Expertise
from hub.advisors.rules import Face, Wanted, matching
from hub.core.bilingual import Bilingual
from hub.core.db import db
from hub.core.fulltext.normal import key
from hub.countries.models import Country
from hub.technologies.models import Technology


@dataclass(frozen=True)
class Directory:
    """The advisors who answer what was asked, and what one may ask for with how many advisors each."""

    wanted: Wanted
    found: Sequence[Advisor]
    technologies: Mapping[str, Bilingual]
    countries: Mapping[str, Bilingual]
    by_technology: Counter[str]
    by_country: Counter[str]
    by_language: Counter[str]


def by_slug(slug: str) -> Advisor | None:
    """An advisor with expertise and countries."""
    found: Advisor | None = db.session.scalar(_whole().where(Advisor.slug == slug))
    return found


def technology_names() -> Mapping[str, Bilingual]:
    """Names of all technologies by code, in their order."""
    return dict(db.session.execute(select(Technology.code, Technology.name).order_by(Technology.sort)).all())


def country_names() -> Mapping[str, Bilingual]:
    """Names of all countries by code."""
    return dict(db.session.execute(select(Country.code, Country.name).order_by(Country.code)).all())


def directory(wanted: Wanted) -> Directory:
    """The advisors asked for, by reading. A value nobody knows counts as not asked."""
    technologies, countries = technology_names(), country_names()
    advisors = {one.id: one for one in db.session.scalars(_whole().order_by(Advisor.name_kana, Advisor.id))}
    faces = [_face(one, technologies, with_words=bool(wanted.text)) for one in advisors.values()]
    by_language = Counter(code for face in faces for code in face.languages)
    known = replace(
        wanted,
        technology=wanted.technology if wanted.technology in technologies else "",
        country=wanted.country if wanted.country in countries else "",
        language=wanted.language if wanted.language in by_language else "",
    )
    return Directory(
        wanted=known,
        found=[advisors[face.id] for face in matching(faces, known, key)],
        technologies=technologies,
        countries=countries,
        by_technology=Counter(code for face in faces for code in face.technologies),
        by_country=Counter(code for face in faces for code in face.countries),
        by_language=by_language,
    )


def _whole() -> Select[Any]:
    return select(Advisor).options(selectinload(Advisor.expertise), selectinload(Advisor.countries))


def _face(advisor: Advisor, technologies: Mapping[str, Bilingual], *, with_words: bool) -> Face:
    # Folding all texts takes longer than everything else here, so it is done only if words are asked for.
    codes = [one.technology_code for one in advisor.expertise]
    names = [technologies[code] for code in codes if code in technologies]
    texts = (advisor.name, advisor.headline, advisor.biography, advisor.past_posts, *names)
    words = [word for text in texts for word in (text.ja, text.en)]
    return Face(
        id=advisor.id,
        technologies=frozenset(codes),
        countries=frozenset(one.country_code for one in advisor.countries),
        languages=frozenset(filter(None, advisor.languages.split(";"))),
        words=key(" ".join([*words, advisor.name_kana])) if with_words else "",
    )


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
