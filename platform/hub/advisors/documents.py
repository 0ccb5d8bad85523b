"""Search documents of advisors. Their mail address is in none of them."""

from collections.abc import Collection, Iterator, Mapping

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from hub.advisors.models import Advisor
from hub.core.bilingual import Bilingual
from hub.core.db import db
from hub.core.documents import Part, SearchDocument
from hub.countries.models import Country
from hub.technologies.models import Technology

KIND = "advisor"


def documents(records: Collection[str] | None) -> Iterator[SearchDocument]:
    """The documents of these advisors, by the ids that ``search_keys`` queues; of all if None."""
    asked = select(Advisor).order_by(Advisor.id)
    if records is not None:
        asked = asked.where(Advisor.id.in_([int(record) for record in records if record.isdecimal()]))
    technologies = dict(db.session.execute(select(Technology.code, Technology.name)).all())
    countries = {country.code: country for country in db.session.scalars(select(Country))}
    whole = asked.options(selectinload(Advisor.expertise), selectinload(Advisor.countries))
    for advisor in db.session.scalars(whole):
        yield _document(advisor, technologies, countries)


def _document(
    advisor: Advisor, technologies: Mapping[str, Bilingual], countries: Mapping[str, Country]
) -> SearchDocument:
    codes = [one.technology_code for one in advisor.expertise]
    places = [countries[one.country_code] for one in advisor.countries]
    parts = (
        Part("", Bilingual(), advisor.headline),
        Part("biography", Bilingual("経歴", "Biography"), advisor.biography),
        Part("posts", Bilingual("前職", "Past posts"), _listed([advisor.past_posts])),
        Part("expertise", Bilingual("技術", "Technologies"), _listed([technologies[code] for code in codes])),
        Part("countries", Bilingual("経験のある国", "Countries"), _listed([place.name for place in places])),
    )
    return SearchDocument(
        kind=KIND,
        record=str(advisor.id),
        id=advisor.slug,
        title=advisor.name,
        endpoint="advisors.detail",
        values={"slug": advisor.slug},
        names=(advisor.name_kana,) if advisor.name_kana else (),
        parts=tuple(part for part in parts if part.text),
        technologies=tuple(codes),
        countries=tuple(place.code for place in places),
        groups=tuple(dict.fromkeys(place.group for place in places)),
        extra={"sample": "1"} if advisor.sample else {},
    )


def _listed(values: list[Bilingual]) -> Bilingual:
    return Bilingual(
        "、".join(value.ja for value in values if value.ja).replace(";", "、"),
        ", ".join(value.en for value in values if value.en).replace(";", ", "),
    )
