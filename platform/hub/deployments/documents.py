"""Search documents of deployments: what happened, when, by whom, where it was read."""

from collections.abc import Collection, Iterator

from hub.core.bilingual import Bilingual
from hub.core.documents import Part, SearchDocument
from hub.deployments import queries
from hub.deployments.queries import Told
from hub.deployments.rules import sentence

KIND = "deployment"


def documents(records: Collection[str] | None) -> Iterator[SearchDocument]:
    """The documents of these deployments, by their ids; of all if None."""
    for told in queries.told(records):
        yield _document(told)


def _document(told: Told) -> SearchDocument:
    return SearchDocument(
        kind=KIND,
        record=told.id,
        id=told.id,
        title=_title(told),
        endpoint="deployments.detail",
        values={"id": told.id},
        parts=(
            Part("", Bilingual(), sentence(told)),
            Part("source", Bilingual("出典", "Source"), told.source_name),
        ),
        technologies=(told.technology_code,),
        countries=(told.country_code,),
        groups=(told.group,),
        stages=(told.stage,),
    )


def _title(told: Told) -> Bilingual:
    return Bilingual(
        f"{told.country.ja}：{told.technology.ja}（{told.id}）",
        f"{told.country.en}: {told.technology.en} ({told.id})",
    )
