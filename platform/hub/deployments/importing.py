"""The sheet of deployments."""

from hub.core.sheets import Column, Sheet, both, flag, link, one_of, year
from hub.countries.models import Country
from hub.deployments.models import Deployment, Stage
from hub.technologies.models import Technology

SHEETS = (
    Sheet(
        "deployments.csv",
        Deployment,
        key=("id",),
        columns=(
            Column("id", required=True),
            Column("technology", to="technology_code", required=True, references=Technology.code),
            Column("country", to="country_code", required=True, references=Country.code),
            Column("year", year),
            Column("stage", one_of(Stage), required=True),
            *both("what", required=True),
            *both("actors"),
            Column("event"),
            *both("source_name", required=True),
            Column("source_url", link),
            Column("in_mic_2022_document", flag, required=True),
        ),
    ),
)
