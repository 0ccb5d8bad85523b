"""Who has worked with whom: past projects that name another member, and teams that agreed in the open.

Read is only what members show to members. Of teams only those whose call stood on the board with a public title and
not anonymously, and that have agreed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from sqlalchemy import exists, select

from hub.calls.models import Call, CallField, CallRelease, Circle, Stage
from hub.consortia.models import Place
from hub.core.bilingual import Bilingual
from hub.core.db import db
from hub.formation.partners import named_in
from hub.members.fields import RecordField, circles
from hub.members.models import Member, PastProject
from hub.members.queries.circles import are_shown
from hub.members.queries.listing import fold
from hub.members.rules import kana_order

# More dots than these are no picture any more; the list has all.
MOST_DRAWN = 30
ON_A_PAGE = 50


@dataclass(frozen=True)
class Someone:
    slug: str
    name: Bilingual
    sample: bool


@dataclass(frozen=True)
class Work:
    """Something done together: a past project that one of both tells of, or a team."""

    title: Bilingual
    year: int | None
    team: bool = False


@dataclass(frozen=True)
class Tie:
    """Two members and what they did together."""

    one: Someone
    other: Someone
    works: Sequence[Work]


@dataclass(frozen=True)
class Network:
    """One page of the ties, and all members that have any."""

    ties: Sequence[Tie]
    count: int
    page: int
    pages: int
    members: Sequence[Someone]
    chosen: Someone | None
    drawn: Sequence[Someone] = ()
    lines: Sequence[tuple[int, int]] = field(default=())


def network(slug: str = "", page: int = 1) -> Network:
    """All ties, or those of one member."""
    rows = db.session.execute(
        select(Member.id, Member.slug, Member.name, Member.sample, Member.name_kana).where(
            Member.are_listed()
        )
    ).all()
    order = {row.id: (kana_order(row.name_kana), row.id) for row in rows}
    people = {row.id: Someone(row.slug, row.name, row.sample) for row in rows}
    works: dict[tuple[int, int], list[Work]] = {}
    for one, other, work in (*_projects(people), *_teams(people)):
        first, second = sorted((one, other), key=order.__getitem__)
        together = works.setdefault((first, second), [])
        if work not in together:
            together.append(work)
    pairs = sorted(works, key=lambda pair: (order[pair[0]], order[pair[1]]))
    known = sorted({id for pair in pairs for id in pair}, key=order.__getitem__)
    chosen = next((id for id in known if people[id].slug == slug), None)
    if chosen is not None:
        pairs = [pair for pair in pairs if chosen in pair]
    drawn = _most_tied(pairs, order)
    spots = {id: spot for spot, id in enumerate(drawn)}
    pages = max(1, -(-len(pairs) // ON_A_PAGE))
    page = min(max(page, 1), pages)
    shown = pairs[ON_A_PAGE * (page - 1) : ON_A_PAGE * page]
    return Network(
        [Tie(people[one], people[other], works[one, other]) for one, other in shown],
        len(pairs),
        page,
        pages,
        [people[id] for id in known],
        people[chosen] if chosen is not None else None,
        [people[id] for id in drawn],
        [(spots[one], spots[other]) for one, other in pairs if one in spots and other in spots],
    )


def _most_tied(pairs: Iterable[tuple[int, int]], order: Mapping[int, object]) -> list[int]:
    ties: dict[int, int] = {}
    for pair in pairs:
        for id in pair:
            ties[id] = ties.get(id, 0) + 1
    most = sorted(ties, key=lambda id: (-ties[id], order[id]))[:MOST_DRAWN]
    return sorted(most, key=order.__getitem__)  # type: ignore[arg-type]  # tuples of text and number


def _projects(people: Mapping[int, Someone]) -> Iterable[tuple[int, int, Work]]:
    names = {fold(name): id for id, one in people.items() for name in (one.name.ja, one.name.en) if name}
    rows = db.session.execute(
        select(PastProject.member_id, PastProject.title, PastProject.partners, PastProject.year)
        .where(are_shown(PastProject.member_id, RecordField.PROJECTS, circles(signed_in=True)))
        .order_by(PastProject.year.desc(), PastProject.id)
    )
    for member_id, title, partners, year in rows:
        others = {names[name] for name in named_in(partners.ja, partners.en, fold=fold) if name in names}
        for other in sorted(others - {member_id}):
            yield member_id, other, Work(title, year)


def _teams(people: Mapping[int, Someone]) -> Iterable[tuple[int, int, Work]]:
    hidden = exists().where(
        CallRelease.call_id == Call.id,
        CallRelease.field == CallField.TITLE,
        CallRelease.circle != Circle.PUBLIC,
    )
    rows = db.session.execute(
        select(Call.id, Call.title, Call.opened_at, Place.member_id)
        .join(Place, Place.call_id == Call.id)
        .where(
            Call.stage == Stage.AGREED,
            Call.anonymous.is_(False),
            Call.opened_at.is_not(None),
            ~hidden,
            Place.ended_at.is_(None),
        )
        .order_by(Call.id, Place.id)
    )
    teams: dict[int, tuple[Work, list[int]]] = {}
    for id, title, opened_at, member_id in rows:
        year = opened_at.year if opened_at else None
        if member_id in people:
            teams.setdefault(id, (Work(title, year, team=True), []))[1].append(member_id)
    for work, together in teams.values():
        for one, other in combinations(together, 2):
            yield one, other, work
