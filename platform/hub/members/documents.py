"""Search documents of members: one that everybody finds, and one with what only signed-in people see.

What only the secretariat sees stands in neither.
Contact persons who are not released stand in neither: search cannot know to which member a reader belongs.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import selectinload

from hub.core.bilingual import Bilingual
from hub.core.db import db
from hub.core.documents import Part, SearchDocument
from hub.core.formats import in_both
from hub.countries.models import Country
from hub.members.fields import Circle, RecordField, circle_of
from hub.members.labels import INTERESTS, KINDS, language_name, prefecture
from hub.members.models import CountryInterest, Interest, Member, MemberKind
from hub.members.queries.circles import all_chosen
from hub.members.rules import split_languages
from hub.technologies.models import Technology

KIND = "member"

_NOTHING = Bilingual()


def documents(records: Collection[str] | None) -> Iterator[SearchDocument]:
    """The documents of these members, by the ids that ``search_keys`` queues; of all if None."""
    chosen = all_chosen()
    technologies = dict(db.session.execute(select(Technology.code, Technology.name)).all())
    countries = {country.code: country for country in db.session.scalars(select(Country))}
    for member in db.session.scalars(_members(records)):
        circle = partial(circle_of, chosen=chosen.get(member.id, {}))
        yield _of_circle(member, Circle.PUBLIC, circle, technologies, countries)
        hidden = _of_circle(member, Circle.MEMBERS, circle, technologies, countries)
        if hidden.parts:
            yield hidden


def _members(records: Collection[str] | None) -> Select[Member]:
    asked = select(Member).where(Member.are_listed()).order_by(Member.id)
    if records is not None:
        asked = asked.where(Member.id.in_([int(record) for record in records if record.isdecimal()]))
    return asked.options(
        selectinload(Member.capabilities),
        selectinload(Member.references),
        selectinload(Member.interests),
        selectinload(Member.contacts),
        selectinload(Member.projects),
        selectinload(Member.cases),
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


def _of_circle(
    member: Member,
    circle: Circle,
    circle_of_field: Callable[[RecordField], Circle],
    technologies: Mapping[str, Bilingual],
    countries: Mapping[str, Country],
) -> SearchDocument:
    """What stands in the document of this circle: the fields that exactly this circle, and no narrower, sees."""
    shown = {field for field in RecordField if circle_of_field(field) is circle}
    public = circle is Circle.PUBLIC
    parts = [Part("", _NOTHING, _joined(*_profile(member, shown, kind=public)))]
    codes: list[str] = []
    places: list[str] = []
    if RecordField.CAPABILITIES in shown:
        codes = [one.technology_code for one in member.capabilities]
        heading = Bilingual("提供できる技術", "What it can do")
        parts += [
            Part("capabilities", heading, _joined(technologies[one.technology_code], one.what))
            for one in member.capabilities
        ]
    if RecordField.REFERENCES in shown:
        places += [one.country_code for one in member.references]
        heading = Bilingual("納入実績", "Reference sites")
        parts += [
            Part(
                "references",
                heading,
                _joined(countries[one.country_code].name, technologies[one.technology_code], one.what),
            )
            for one in member.references
        ]
    if RecordField.SEEKS in shown:
        parts.append(Part("seeks", Bilingual("求めている相手", "What it seeks"), member.seeks))
    if RecordField.COUNTRIES in shown:
        places += [one.country_code for one in _looking(member)]
        heading = Bilingual("関心のある国", "Countries it looks at")
        parts += [
            Part(
                "interests",
                heading,
                _joined(countries[one.country_code].name, in_both(INTERESTS[Interest(one.status)])),
            )
            for one in _looking(member)
        ]
    if RecordField.PROJECTS in shown:
        heading = Bilingual("これまでの案件", "Past projects")
        parts += [
            Part("projects", heading, _joined(one.title, one.what, one.partners)) for one in member.projects
        ]
    if RecordField.CASES in shown:
        heading = Bilingual("事例紹介", "Case studies")
        parts += [Part("cases", heading, _joined(one.title, one.what)) for one in member.cases]
    if RecordField.CONTACTS in shown:
        heading = Bilingual("担当者", "Contact persons")
        parts += [
            Part("contacts", heading, _joined(one.name, one.department))
            for one in member.contacts
            if one.released
        ]
    return _document(
        member,
        (countries[code] for code in places),
        names=tuple(filter(None, (member.name_kana, member.slug))) if public else (),
        parts=tuple(part for part in parts if part.text),
        technologies=tuple(dict.fromkeys(codes)),
        members_only=not public,
    )


def _profile(member: Member, shown: Collection[RecordField], *, kind: bool) -> Iterator[Bilingual]:
    if RecordField.SUMMARY in shown:
        yield member.summary
    if kind:
        yield in_both(KINDS[MemberKind(member.kind)])
    if RecordField.PREFECTURE in shown:
        yield prefecture(member.prefecture)
    if RecordField.ADDRESS in shown:
        yield member.address
    if RecordField.LANGUAGES in shown:
        yield from (language_name(code) for code in split_languages(member.languages))


def _looking(member: Member) -> list[CountryInterest]:
    return [one for one in member.interests if one.status in {Interest.ACTIVE, Interest.FUTURE}]


def _joined(*values: Bilingual) -> Bilingual:
    """Several values as one text of search, one below the other."""
    return Bilingual(
        "\n".join(value.ja for value in values if value.ja),
        "\n".join(value.en for value in values if value.en),
    )
