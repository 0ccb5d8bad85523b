"""Search documents of support tools."""

from collections.abc import Collection, Iterator

from sqlalchemy import select

from hub.core.bilingual import Bilingual
from hub.core.db import db
from hub.core.documents import Part, SearchDocument
from hub.support_tools.models import SupportTool

KIND = "support_tool"


def documents(records: Collection[str] | None) -> Iterator[SearchDocument]:
    """The documents of these tools, by their numbers; of all if None."""
    asked = select(SupportTool).order_by(SupportTool.id)
    if records is not None:
        asked = asked.where(SupportTool.id.in_(records))
    return map(_document, db.session.scalars(asked))


def _document(tool: SupportTool) -> SearchDocument:
    parts = (
        Part("", Bilingual(), tool.summary),
        Part("operator", Bilingual("実施機関", "Run by"), tool.operator),
        Part("fields", Bilingual("対象分野", "Fields"), _listed(tool.fields)),
        Part("eligible", Bilingual("対象者", "Who can use it"), tool.eligible),
        Part(
            "where", Bilingual("対象国", "Where it can be used"), _either(tool.regions, tool.countries_note)
        ),
    )
    return SearchDocument(
        kind=KIND,
        record=tool.id,
        id=tool.id,
        title=tool.name,
        endpoint="support_tools.detail",
        values={"id": tool.id},
        names=(tool.id,),
        parts=tuple(part for part in parts if part.text),
        # A tool open to all technologies is found by its text; as a facet it would stand under each.
        technologies=tuple(code for code in tool.technologies.split(";") if code != "*"),
    )


def _listed(value: Bilingual) -> Bilingual:
    return Bilingual(value.ja.replace(";", "、"), value.en.replace(";", ", "))


def _either(first: Bilingual, second: Bilingual) -> Bilingual:
    texts = [_listed(first), second]
    return Bilingual(" ".join(t.ja for t in texts if t.ja), " ".join(t.en for t in texts if t.en))
