"""The ranking as a tile map."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from hub.core import formats
from hub.core.db import db
from hub.countries.models import Country
from hub.matching.queries.ranking import Ranking

# Upper ends of the five steps of colour, in points of the score.
STEPS = (30.0, 40.0, 50.0, 60.0)


def tiles(ranking: Ranking, explain: Callable[[str], str]) -> list[dict[str, Any]]:
    """One tile per country with its score, leading to its reasons."""
    places = {
        code: (row, column)
        for code, row, column in db.session.execute(
            select(Country.code, Country.tile_row, Country.tile_column)
        )
    }
    return [
        {
            "code": one.country.code,
            "name": formats.plain(one.country.name),
            "row": places[one.country.code][0],
            "column": places[one.country.code][1],
            "value_text": formats.number(one.score, 0),
            "step": 1 + sum(one.score >= end for end in STEPS),
            "url": explain(one.country.code),
        }
        for one in ranking.countries
    ]
