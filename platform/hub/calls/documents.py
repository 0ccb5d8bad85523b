"""Search documents of calls on the board: one that everybody finds, and one with what members see.

What only the invited or the team sees stands in neither, and a call that has left the board in none.
"""

from collections.abc import Collection, Iterator, Mapping

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from hub.calls import labels
from hub.calls.models import Call, CallField, Circle, RoleKind
from hub.calls.queries import circles_of
from hub.calls.rules import ON_THE_BOARD, circle_of
from hub.core.bilingual import Bilingual
from hub.core.db import db
from hub.core.documents import Part, SearchDocument
from hub.core.formats import in_both
from hub.countries.models import Country
from hub.technologies.models import Technology

KIND = "call"
_TEXTS = (
    (CallField.PROBLEM, "problem"),
    (CallField.BENEFICIARY, "beneficiary"),
    (CallField.RESULT, "result"),
    (CallField.PARTNER_WORK, "partner_work"),
    (CallField.FUNDING, "funding"),
)


def documents(records: Collection[str] | None) -> Iterator[SearchDocument]:
    """The documents of these calls, by the ids that ``search_keys`` queues; of all if None."""
    asked = select(Call).where(Call.stage.in_(ON_THE_BOARD)).order_by(Call.id)
    if records is not None:
        asked = asked.where(Call.id.in_([int(record) for record in records if record.isdecimal()]))
    asked = asked.options(
        selectinload(Call.countries),
        selectinload(Call.needs),
        selectinload(Call.roles),
        selectinload(Call.releases),
    )
    technologies = dict(db.session.execute(select(Technology.code, Technology.name)).all())
    countries = {country.code: country for country in db.session.scalars(select(Country))}
    for call in db.session.scalars(asked):
        for circle in (Circle.PUBLIC, Circle.MEMBERS):
            found = _of_circle(call, circle, technologies, countries)
            if found:
                yield found


def _of_circle(
    call: Call, circle: Circle, technologies: Mapping[str, Bilingual], countries: Mapping[str, Country]
) -> SearchDocument | None:
    """What stands in the document of this circle: the fields that exactly this circle, and no narrower, sees."""
    chosen = circles_of(call)
    shown = {field for field in CallField if circle_of(field, chosen) is circle}
    title = circle_of(CallField.TITLE, chosen)
    if not shown or (circle is Circle.PUBLIC and title is not Circle.PUBLIC):
        return None
    parts = [
        Part("", Bilingual(), _both(getattr(call, column)))
        for field, column in _TEXTS
        if field in shown and getattr(call, column)
    ]
    if CallField.ROLES in shown:
        parts += [Part("", in_both(labels.ROLES[RoleKind(one.kind)]), _both(one.text)) for one in call.roles]
    needs = {
        must: field in shown
        for must, field in ((True, CallField.MUST_HAVES), (False, CallField.NICE_TO_HAVES))
    }
    parts += [Part("", Bilingual(), _both(one.text)) for one in call.needs if needs[one.must]]
    places = [countries[one.country_code] for one in call.countries] if CallField.COUNTRIES in shown else []
    return SearchDocument(
        kind=KIND,
        record=str(call.id),
        id=call.key,
        title=call.title,
        endpoint="calls.detail",
        values={"key": call.key},
        parts=tuple(part for part in parts if part.text),
        technologies=(call.technology_code,)
        if call.technology_code and CallField.TECHNOLOGY in shown
        else (),
        countries=tuple(place.code for place in places),
        groups=tuple(dict.fromkeys(place.group for place in places)),
        members_only=circle is Circle.MEMBERS,
    )


def _both(text: str) -> Bilingual:
    """What was written in one language is found in both."""
    return Bilingual(text, text)
