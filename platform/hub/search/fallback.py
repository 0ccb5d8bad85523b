"""Answers from the database while there is no index: every word must stand somewhere in a document.

Slower and plainer than the index – no concepts, no ranking beyond the name – but with the same rights.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from markupsafe import escape

from hub import rooms
from hub.core.documents import SearchDocument
from hub.core.fulltext import Answer, Hit, Question
from hub.core.fulltext.normal import key, plain
from hub.core.fulltext.questions import FACETS
from hub.core.fulltext.wishes import MOST_CHARACTERS, MOST_WORDS

_SNIPPET = 110
_IN_NAME, _IN_TEXT = 2.0, 1.0


def answer(question: Question) -> Answer:
    words = [key(word) for word in plain(question.text[:MOST_CHARACTERS]).split()[:MOST_WORDS]]
    wanted = [word for word in words if word]
    found = {
        (one.kind, one.id): hit
        for one in sorted(_visible(question), key=lambda one: one.members_only, reverse=True)
        if wanted and _passes(one, question) and (hit := _hit(one, wanted, question.language))
    }
    ranked = sorted(found.values(), key=lambda hit: (-hit.score, hit.kind, hit.id))
    page = ranked[question.offset : question.offset + question.limit]
    kinds = Counter(hit.kind for hit in ranked)
    facets: dict[str, dict[str, int]] = {facet: {} for facet in FACETS}
    facets["kind"] = dict(sorted(kinds.items(), key=lambda item: (-item[1], item[0])))
    return Answer(total=len(ranked), hits=tuple(page), facets=facets, available=False)


def _visible(question: Question) -> Iterator[SearchDocument]:
    for room in rooms.modules("documents"):
        for document in room.documents(None):
            if question.signed_in or not document.members_only:
                yield document


def _passes(document: SearchDocument, question: Question) -> bool:
    values = {
        "kind": (document.kind,),
        "technology": document.technologies,
        "country": document.countries,
        "region": document.groups,
        "stage": document.stages,
    }
    return all(wanted.intersection(values[facet]) for facet, wanted in question.filters.items())


def _hit(document: SearchDocument, wanted: Iterable[str], language: str) -> Hit | None:
    names = key(" ".join((document.title.ja, document.title.en, document.id, *document.names)))
    texts = [words for part in document.parts for words in (part.text.ja, part.text.en)]
    whole = names + key(" ".join(texts))
    if not all(word in whole for word in wanted):
        return None
    own = [part.text.ja if language == "ja" else part.text.en for part in document.parts]
    shown = next((text for text in own if text), "")
    return Hit(
        kind=document.kind,
        id=document.id,
        title=document.title,
        endpoint=document.endpoint,
        values=document.values,
        score=_IN_NAME if all(word in names for word in wanted) else _IN_TEXT,
        snippet=escape(shown[:_SNIPPET] + ("…" if len(shown) > _SNIPPET else "")),
        section=next((part.heading for part in document.parts), document.title),
        record=document.record,
        technologies=document.technologies,
        countries=document.countries,
        extra=document.extra,
    )
