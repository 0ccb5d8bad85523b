"""Asking the index, and the database once more about what it answered."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, String, cast, literal, select, true, union_all

from hub.advisors.models import Advisor
from hub.calls.models import Call
from hub.calls.rules import ON_THE_BOARD
from hub.core.bilingual import Bilingual, Language
from hub.core.db import db
from hub.core.fulltext import Answer, Hit, Question, Suggestion, search, the_index
from hub.core.web import page_address
from hub.countries.models import Country
from hub.deployments.models import Deployment
from hub.members.models import Member
from hub.search import fallback, upkeep
from hub.support_tools.models import SupportTool
from hub.technologies.models import Technology

# What a record of each kind is known by in public.
_PUBLIC_KEYS = {
    "chart": Country.code,
    "technology": Technology.code,
    "member": Member.slug,
    "support_tool": SupportTool.id,
    "advisor": Advisor.slug,
    "deployment": Deployment.id,
    "call": Call.key,
}
# Where not every record of a kind is to be found.
_ONLY: Mapping[str, Callable[[], ColumnElement[bool]]] = {
    "member": Member.are_listed,
    "call": lambda: Call.stage.in_(ON_THE_BOARD),
}
MOST_SUGGESTIONS = 8


@dataclass(frozen=True)
class Names:
    """The names of technologies and countries, for facets and chips."""

    technologies: Mapping[str, Bilingual]
    countries: Mapping[str, Bilingual]

    def of_concept(self, concept: str) -> Bilingual | None:
        """The name of ``country:PLW`` or ``technology:isdbt``."""
        sort, _, code = concept.partition(":")
        return (self.countries if sort == "country" else self.technologies).get(code)


def find(question: Question) -> Answer:
    """The answer as the database stands now: records changed a moment ago are caught up with first, and
    whether the hits shown are still there is asked again. Without an index the database answers alone."""
    answer = search(replace(question, without=upkeep.changed(signed_in=question.signed_in)))
    if not answer.available:
        return fallback.answer(question)
    return _still_there(answer)


def suggestions(text: str, *, limit: int = MOST_SUGGESTIONS) -> tuple[Suggestion, ...]:
    """Public names that begin like what is being typed."""
    found = the_index().suggestions(text, limit=limit)
    there = _existing([(one.kind, one.id) for one in found])
    return tuple(one for one in found if _is_there(one.kind, one.id, there))


def names() -> Names:
    return Names(
        dict(db.session.execute(select(Technology.code, Technology.name).order_by(Technology.sort)).all()),
        dict(db.session.execute(select(Country.code, Country.name).order_by(Country.code)).all()),
    )


def near(answer: Answer, names: Names) -> tuple[Bilingual, ...]:
    """The names of concepts that look like the words of a question that found nothing, or not all of it."""
    return tuple(name for concept in answer.nearest if (name := names.of_concept(concept)))


def as_json(question: Question) -> dict[str, Any]:
    """An answer as the JSON interface and ``flask search --json`` give it: plain texts, no markup."""
    answer = find(question)
    return {
        "query": question.text,
        "total": answer.total,
        "facets": answer.facets,
        "results": [_result(hit, Language(question.language)) for hit in answer.hits],
    }


def address(hit: Hit | Suggestion, language: Language) -> str:
    """The page of a hit in a language, at the section that was found; for a command as well, without host."""
    return page_address(hit.endpoint, hit.values, language, anchor=getattr(hit, "anchor", ""))


def _result(hit: Hit, language: Language) -> dict[str, Any]:
    return {
        "kind": hit.kind,
        "id": hit.id,
        "title": hit.title.text(language),
        "url": address(hit, language),
        "score": round(hit.score, 4),
        "snippet": " ".join(hit.snippet.striptags().split()),
    }


def _still_there(answer: Answer) -> Answer:
    there = _existing([(hit.kind, hit.id) for hit in answer.hits])
    hits = tuple(hit for hit in answer.hits if _is_there(hit.kind, hit.id, there))
    return replace(answer, hits=hits, total=answer.total - (len(answer.hits) - len(hits)))


def _existing(records: Sequence[tuple[str, str]]) -> Collection[tuple[str, str]]:
    """Those of these records that are in the database now, in one statement."""
    by_kind: dict[str, list[str]] = {}
    for kind, id in records:
        if kind in _PUBLIC_KEYS:
            by_kind.setdefault(kind, []).append(id)
    asked = [
        select(literal(kind).label("kind"), cast(_PUBLIC_KEYS[kind], String).label("id")).where(
            _PUBLIC_KEYS[kind].in_(ids), _ONLY.get(kind, true)()
        )
        for kind, ids in by_kind.items()
    ]
    return {(kind, id) for kind, id in db.session.execute(union_all(*asked))} if asked else set()


def _is_there(kind: str, id: str, there: Collection[tuple[str, str]]) -> bool:
    return (kind, id) in there
