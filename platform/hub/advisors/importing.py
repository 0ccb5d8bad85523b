"""The sheet of advisors; expertise and countries are lists inside its cells (``VNM:8;LAO:3``)."""

from hub.advisors.models import Advisor, AdvisorCountry, Expertise
from hub.core.sheets import Column, Sheet, both, day, flag, integer, slug, text
from hub.countries.models import Country
from hub.technologies.models import Technology

_ADVISOR = Column("slug", to="advisor_id", required=True, references=Advisor.slug, stores=Advisor.id)


def _code(cell: str) -> str:
    return text(cell.partition(":")[0])


def _years(cell: str) -> int | None:
    return integer(cell.partition(":")[2])


SHEETS = (
    Sheet(
        "sample/advisors.csv",
        Advisor,
        key=("slug",),
        columns=(
            Column("slug", slug, required=True),
            *both("name", required=True),
            Column("name_kana", required=True),
            *both("headline", required=True),
            *both("biography"),
            Column("languages"),
            *both("past_posts"),
            Column("email"),
            Column("monthly_capacity", integer),
            Column("term_until", day),
            Column("sample", flag, required=True),
        ),
        sample=True,
    ),
    Sheet(
        "sample/advisors.csv",
        Expertise,
        key=("advisor_id", "technology_code"),
        columns=(_ADVISOR, Column("technologies", to="technology_code", references=Technology.code)),
        explode="technologies",
        owner=("advisor_id",),
        sample=True,
    ),
    Sheet(
        "sample/advisors.csv",
        AdvisorCountry,
        key=("advisor_id", "country_code"),
        columns=(
            _ADVISOR,
            Column("countries", _code, to="country_code", references=Country.code),
            Column("countries", _years, to="years"),
        ),
        explode="countries",
        owner=("advisor_id",),
        sample=True,
    ),
)
