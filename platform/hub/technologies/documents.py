"""Search documents of technologies: every name people type for them, and what they are.

``ict_general`` is there as well: it is found, and its page says that it is not offered for matching.
"""

from collections.abc import Collection, Iterator, Mapping

from sqlalchemy import select

from hub.core.bilingual import Bilingual
from hub.core.db import db
from hub.core.documents import Part, SearchDocument
from hub.technologies.models import Synonym, Technology

KIND = "technology"


def documents(records: Collection[str] | None) -> Iterator[SearchDocument]:
    """The documents of these technologies, by their codes; of all if None."""
    asked = select(Technology).order_by(Technology.sort, Technology.code)
    if records is not None:
        asked = asked.where(Technology.code.in_(records))
    synonyms = _synonyms()
    for technology in db.session.scalars(asked):
        yield _document(technology, synonyms)


def _synonyms() -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    rows = db.session.execute(select(Synonym.technology_code, Synonym.words).order_by(Synonym.id))
    for code, words in rows:
        found.setdefault(code, []).append(words)
    return found


def _document(technology: Technology, synonyms: Mapping[str, list[str]]) -> SearchDocument:
    return SearchDocument(
        kind=KIND,
        record=technology.code,
        id=technology.code,
        title=technology.name,
        endpoint="technologies.detail",
        values={"code": technology.code},
        names=(*dict.fromkeys(synonyms.get(technology.code, [])), technology.code),
        parts=(Part("", Bilingual(), technology.description),),
        technologies=(technology.code,),
        extra={} if technology.matched else {"not_matched": "1"},
    )
