"""Sheets of technologies, their synonyms and factors."""

from hub.core.bilingual import Language
from hub.core.sheets import Column, Sheet, both, code, flag, integer, one_of, share
from hub.countries.models import Indicator
from hub.technologies.models import Direction, Field, Side, Synonym, Technology, TechnologyFactor

MOST_WEIGHT = 10

SHEETS = (
    Sheet(
        "technologies.csv",
        Technology,
        key=("code",),
        columns=(
            Column("code", code, required=True),
            *both("name", required=True),
            Column("field", one_of(Field), required=True),
            Column("matched", flag, required=True),
            *both("description", required=True),
            Column("sort", integer, required=True),
        ),
    ),
    Sheet(
        "technology_synonyms.csv",
        Synonym,
        key=("technology_code", "language", "words"),
        columns=(
            Column("technology", to="technology_code", required=True, references=Technology.code),
            Column("language", one_of(Language), required=True),
            Column("synonym", to="words", required=True),
        ),
    ),
    Sheet(
        "technology_factors.csv",
        TechnologyFactor,
        key=("technology_code", "indicator_code"),
        columns=(
            Column("technology", to="technology_code", required=True, references=Technology.code),
            Column("side", one_of(Side), required=True),
            Column("indicator", to="indicator_code", required=True, references=Indicator.code),
            Column("direction", one_of(Direction), required=True),
            Column("weight", share(MOST_WEIGHT), required=True),
            *both("why", required=True),
        ),
    ),
)
