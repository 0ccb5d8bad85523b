"""The directory: filters, counts beside them and one page of members, in a constant number of statements.

Members are few (hundreds), so their faces are read as a whole and filtered by ``rules``: counts for every facet
and text without regard to width and kana come from one reading. What a visitor may not know is not read.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, select

from hub.core.access import Reader
from hub.core.bilingual import Bilingual, Language
from hub.core.db import db
from hub.core.fulltext import normal
from hub.countries.models import Country
from hub.members.fields import RecordField, circles_of, seen
from hub.members.labels import REGIONS, language_name, region_of
from hub.members.models import (
    Capability,
    CountryInterest,
    Interest,
    Member,
    MemberKind,
    ReferenceSite,
    SizeClass,
)
from hub.members.queries.circles import all_chosen, are_shown
from hub.members.rules import (
    NEWCOMER,
    Face,
    Involvement,
    Order,
    Wanted,
    alphabetical_order,
    counts,
    kana_order,
    matching,
    split_languages,
)
from hub.technologies.models import Technology

PER_PAGE = 20
_LOOKING = (Interest.ACTIVE, Interest.FUTURE)


@dataclass(frozen=True)
class Choice:
    """A value to filter by, its name where it has one, and how many members would be shown."""

    value: str
    name: Bilingual
    count: int


@dataclass(frozen=True)
class Choices:
    technologies: tuple[Choice, ...]
    countries: tuple[Choice, ...]
    involvements: tuple[Choice, ...]
    kinds: tuple[Choice, ...]
    sizes: tuple[Choice, ...]
    regions: tuple[Choice, ...]
    languages: tuple[Choice, ...]
    newcomers: int


@dataclass(frozen=True)
class Directory:
    """One page of the members asked for, and how many there are in all. ``technologies_of`` and ``delivered`` give
    by member what the reader may see of them, and ``fields`` which fields of the record those are.

    ``wanted`` is the wish as it was understood; ``looking`` tells who of the members shown is active in the
    country asked for or plans to go there, to those who may know.
    """

    wanted: Wanted
    order: Order
    members: tuple[Member, ...]
    count: int
    page: int
    choices: Choices
    technologies: Mapping[str, Bilingual]
    countries: Mapping[str, Bilingual]
    looking: Mapping[int, str]
    technologies_of: Mapping[int, tuple[str, ...]]
    delivered: Mapping[int, tuple[str, ...]]
    fields: Mapping[int, frozenset[RecordField]]

    @property
    def pages(self) -> int:
        return max(1, -(-self.count // PER_PAGE))

    @property
    def first(self) -> int:
        """The number of the first member on this page."""
        return 1 + (self.page - 1) * PER_PAGE


def directory(
    wanted: Wanted, page: int, *, reader: Reader, language: Language, order: Order | None = None
) -> Directory:
    """The members asked for; a page beyond the last shows the last.

    By name (五十音 or alphabetical), and by relevance where words are asked for, unless another order is wished.
    """
    faces = _faces(reader, language)
    technologies, countries = _names(Technology.code, Technology.name), _names(Country.code, Country.name)
    wanted = _known(wanted, technologies, countries, faces)
    order = order or (Order.RELEVANCE if wanted.text else Order.NAME)
    found = matching(faces, wanted, fold, order)
    page = min(max(page, 1), max(1, -(-len(found) // PER_PAGE)))
    shown = [face.id for face in found[(page - 1) * PER_PAGE : page * PER_PAGE]]
    return Directory(
        wanted=wanted,
        order=order,
        members=_members(shown),
        technologies_of=_codes(
            shown, Capability, Capability.technology_code, RecordField.CAPABILITIES, reader
        ),
        delivered=_codes(shown, ReferenceSite, ReferenceSite.country_code, RecordField.REFERENCES, reader),
        fields=_fields(shown, reader),
        count=len(found),
        page=page,
        choices=_choices(faces, wanted, technologies, countries, language),
        technologies=technologies,
        countries=countries,
        looking=_looking(shown, wanted.country, reader),
    )


def member_ids(wanted: Wanted, *, reader: Reader) -> list[int]:
    """All members asked for, by name."""
    return [face.id for face in matching(_faces(reader, Language.JA), wanted, fold)]


def choices(wanted: Wanted, *, reader: Reader, language: Language) -> Choices:
    """What a form may offer to narrow members down, with counts."""
    technologies, countries = _names(Technology.code, Technology.name), _names(Country.code, Country.name)
    return _choices(_faces(reader, language), wanted, technologies, countries, language)


def _known(
    wanted: Wanted, technologies: Mapping[str, object], countries: Mapping[str, object], faces: Sequence[Face]
) -> Wanted:
    """The wish without what nobody knows here; such a value counts as not asked."""
    return replace(
        wanted,
        technology=wanted.technology if wanted.technology in technologies else "",
        country=wanted.country if wanted.country in countries else "",
        language=wanted.language if any(wanted.language in face.languages for face in faces) else "",
    )


@lru_cache(maxsize=5_000)
def fold(text: str) -> str:
    """Text as the directory compares it. Folding costs more than reading, so it is kept by the text itself."""
    return normal.key(text)


def _faces(reader: Reader, language: Language) -> Sequence[Face]:
    allowed = circles_of(reader)
    chosen = all_chosen()
    technologies = _by_member(
        select(Capability.member_id, Capability.technology_code).where(
            are_shown(Capability.member_id, RecordField.CAPABILITIES, allowed)
        )
    )
    rows = db.session.execute(
        select(
            Member.id,
            Member.kind,
            Member.languages,
            Member.name,
            Member.name_kana,
            Member.summary,
            Member.size_class,
            Member.prefecture,
            Member.updated_on,
        ).where(Member.are_listed())
    ).all()
    # What a reader may not see of a member is empty in its face, as if the member had never said it.
    shows = {row.id: seen(chosen.get(row.id, {}), allowed) for row in rows}
    places = _places(reader)
    return [
        Face(
            id=id,
            kind=kind,
            technologies=frozenset(technologies[id]),
            countries=frozenset(places[id]),
            languages=frozenset(split_languages(languages) if RecordField.LANGUAGES in shows[id] else ()),
            # A sign that folding removes keeps words of one text from running into the next.
            words="\n".join(
                map(
                    fold,
                    (name.ja, name.en, kana)
                    + ((summary.ja, summary.en) if RecordField.SUMMARY in shows[id] else ()),
                )
            ),
            order=kana_order(kana) if language is Language.JA else alphabetical_order(name.text(language)),
            name="\n".join(map(fold, (name.ja, name.en, kana))),
            size=size if RecordField.SIZE in shows[id] else "",
            region=region_of(prefecture) if RecordField.PREFECTURE in shows[id] else "",
            updated=updated or date.min,
        )
        for id, kind, languages, name, kana, summary, size, prefecture, updated in rows
    ]


def _places(reader: Reader) -> Mapping[int, set[tuple[str, str]]]:
    """By member: the countries it has delivered to and, for those who may know, where it looks."""
    found: defaultdict[int, set[tuple[str, str]]] = defaultdict(set)
    allowed = circles_of(reader)
    delivered = select(ReferenceSite.member_id, ReferenceSite.country_code).where(
        are_shown(ReferenceSite.member_id, RecordField.REFERENCES, allowed)
    )
    for member_id, code in db.session.execute(delivered):
        found[member_id].add((code, Involvement.EXPERIENCED))
    looking = select(CountryInterest.member_id, CountryInterest.country_code, CountryInterest.status).where(
        CountryInterest.status.in_(_LOOKING),
        are_shown(CountryInterest.member_id, RecordField.COUNTRIES, allowed),
    )
    for member_id, code, status in db.session.execute(looking):
        found[member_id].add((code, Involvement(status)))
    return found


def _by_member(pairs: Select[int, str]) -> defaultdict[int, set[str]]:
    found: defaultdict[int, set[str]] = defaultdict(set)
    for member_id, code in db.session.execute(pairs):
        found[member_id].add(code)
    return found


def _names(code: Any, name: Any) -> dict[str, Bilingual]:
    return dict(db.session.execute(select(code, name)).all())


def _members(ids: Sequence[int]) -> tuple[Member, ...]:
    by_id = {member.id: member for member in db.session.scalars(select(Member).where(Member.id.in_(ids)))}
    return tuple(by_id[id] for id in ids)


def _fields(ids: Sequence[int], reader: Reader) -> dict[int, frozenset[RecordField]]:
    chosen = all_chosen()
    return {id: seen(chosen.get(id, {}), circles_of(reader)) for id in ids}


def _codes(
    ids: Sequence[int], table: Any, code: Any, field: RecordField, reader: Reader
) -> dict[int, tuple[str, ...]]:
    """By member, the codes of what it shows of a field, each once, in the order the member gave them."""
    asked = select(table.member_id, code).where(
        table.member_id.in_(ids), are_shown(table.member_id, field, circles_of(reader))
    )
    found: defaultdict[int, dict[str, None]] = defaultdict(dict)
    for member_id, one in db.session.execute(asked.order_by(table.id)):
        found[member_id][one] = None
    return {id: tuple(found[id]) for id in ids}


def _looking(ids: Sequence[int], country: str, reader: Reader) -> dict[int, str]:
    if not country:
        return {}
    asked = select(CountryInterest.member_id, CountryInterest.status).where(
        CountryInterest.member_id.in_(ids),
        CountryInterest.country_code == country,
        CountryInterest.status.in_(_LOOKING),
        are_shown(CountryInterest.member_id, RecordField.COUNTRIES, circles_of(reader)),
    )
    return dict(db.session.execute(asked).all())


def _choices(
    faces: Sequence[Face],
    wanted: Wanted,
    technologies: Mapping[str, Bilingual],
    countries: Mapping[str, Bilingual],
    language: Language,
) -> Choices:
    counted = counts(faces, wanted, fold)
    languages = {code: language_name(code) for face in faces for code in face.languages}

    def offered(facet: str, values: Iterable[str], names: Mapping[str, Bilingual]) -> Iterator[Choice]:
        # What is chosen stays on offer, even if nothing matches it any more.
        for value in values:
            if counted[facet][value] or value == getattr(wanted, facet):
                yield Choice(value, names.get(value, Bilingual()), counted[facet][value])

    def by_name(facet: str, names: Mapping[str, Bilingual]) -> tuple[Choice, ...]:
        return tuple(
            sorted(offered(facet, names, names), key=lambda one: (one.name.text(language), one.value))
        )

    return Choices(
        technologies=by_name("technology", technologies),
        countries=by_name("country", countries),
        involvements=tuple(offered("involvement", Involvement, {})),
        kinds=tuple(offered("kind", MemberKind, {})),
        sizes=tuple(offered("size", SizeClass, {})),
        regions=tuple(offered("region", REGIONS, REGIONS)),
        languages=by_name("language", languages),
        newcomers=counted["newcomer"][NEWCOMER],
    )
