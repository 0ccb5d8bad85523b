"""Search documents of members: one that everybody finds, and one with the members' part.

Contact persons who are not released stand in neither: search cannot know to which member a reader belongs.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from flask_babel import force_locale
from sqlalchemy import Select, select
from sqlalchemy.orm import selectinload

from hub.core.bilingual import Bilingual
from hub.core.db import db
from hub.core.documents import Part, SearchDocument
from hub.countries.models import Country
from hub.members.labels import INTERESTS, KINDS, language_name, prefecture
from hub.members.models import LISTED, CountryInterest, Interest, Member, MemberKind
from hub.members.rules import split_languages
from hub.technologies.models import Technology

KIND = "member"

_NOTHING = Bilingual()


def documents(records: Collection[str] | None) -> Iterator[SearchDocument]:
    """The documents of these members, by the ids that ``search_keys`` queues; of all if None."""
    technologies = dict(db.session.execute(select(Technology.code, Technology.name)).all())
    countries = {country.code: country for country in db.session.scalars(select(Country))}
    for member in db.session.scalars(_members(records)):
        yield _public(member, technologies, countries)
        if members_part := _members_part(member, countries):
            looked_at = [countries[one.country_code] for one in _looking(member)]
            yield _document(member, looked_at, parts=members_part, members_only=True)


def _members(records: Collection[str] | None) -> Select[Member]:
    asked = select(Member).where(Member.state.in_(LISTED)).order_by(Member.id)
    if records is not None:
        asked = asked.where(Member.id.in_([int(record) for record in records if record.isdecimal()]))
    return asked.options(
        selectinload(Member.capabilities),
        selectinload(Member.references),
        selectinload(Member.interests),
        selectinload(Member.contacts),
    )


def _document(member: Member, places: Iterable[Country], **more: Any) -> SearchDocument:
    known = list(places)
    return SearchDocument(
        kind=KIND,
        record=str(member.id),
        id=member.slug,
        title=member.name,
        endpoint="members.detail",
        values={"slug": member.slug},
        countries=tuple(dict.fromkeys(country.code for country in known)),
        groups=tuple(dict.fromkeys(country.group for country in known)),
        extra={"sample": "1"} if member.sample else {},
        **more,
    )


def _public(
    member: Member, technologies: Mapping[str, Bilingual], countries: Mapping[str, Country]
) -> SearchDocument:
    parts = [
        Part("", _NOTHING, _joined(member.summary, _label(KINDS[MemberKind(member.kind)]), _place(member))),
        *(
            Part(
                "capabilities",
                Bilingual("提供できる技術", "What it can do"),
                _joined(technologies[one.technology_code], one.what),
            )
            for one in member.capabilities
        ),
        *(
            Part(
                "references",
                Bilingual("納入実績", "Reference sites"),
                _joined(countries[one.country_code].name, technologies[one.technology_code], one.what),
            )
            for one in member.references
        ),
        Part("seeks", Bilingual("求めている相手", "What it seeks"), member.seeks),
    ]
    return _document(
        member,
        (countries[one.country_code] for one in member.references),
        names=tuple(filter(None, (member.name_kana, member.slug))),
        parts=tuple(part for part in parts if part.text),
        technologies=tuple(dict.fromkeys(one.technology_code for one in member.capabilities)),
    )


def _place(member: Member) -> Bilingual:
    languages = [language_name(code) for code in split_languages(member.languages)]
    return _joined(prefecture(member.prefecture), *languages)


def _members_part(member: Member, countries: Mapping[str, Country]) -> tuple[Part, ...]:
    looking = [
        Part(
            "interests",
            Bilingual("関心のある国", "Countries it looks at"),
            _joined(countries[one.country_code].name, _label(INTERESTS[Interest(one.status)])),
        )
        for one in _looking(member)
    ]
    people = [
        Part("contacts", Bilingual("担当者", "Contact persons"), _joined(one.name, one.department))
        for one in member.contacts
        if one.released
    ]
    return (*looking, *people)


def _looking(member: Member) -> list[CountryInterest]:
    return [one for one in member.interests if one.status in {Interest.ACTIVE, Interest.FUTURE}]


def _joined(*values: Bilingual) -> Bilingual:
    """Several values as one text of search, one below the other."""
    return Bilingual(
        "\n".join(value.ja for value in values if value.ja),
        "\n".join(value.en for value in values if value.en),
    )


def _label(label: object) -> Bilingual:
    """A lazy text in both languages."""
    found = {}
    for language in ("ja", "en"):
        with force_locale(language):
            found[language] = str(label)
    return Bilingual(**found)
