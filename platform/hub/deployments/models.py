"""The table of deployments and the stages a deployment can be at."""

from collections.abc import Iterable
from enum import StrEnum

from sqlalchemy import Boolean, ForeignKey, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from hub.core.bilingual import Bilingual, bilingual
from hub.core.db import Model


class Stage(StrEnum):
    """From talking to running: 政策対話, MoU, 発掘, 提案, 実証, 受注, 運用."""

    POLICY_DIALOGUE = "policy_dialogue"
    MOU = "mou"
    SURVEY = "survey"
    PROPOSAL = "proposal"
    PILOT = "pilot"
    ORDER = "order"
    OPERATION = "operation"


class Deployment(Model):
    __tablename__ = "deployment"
    __facts__ = True
    id: Mapped[str] = mapped_column(String(8), primary_key=True)
    technology_code: Mapped[str] = mapped_column(ForeignKey("technology.code"), index=True)
    country_code: Mapped[str] = mapped_column(ForeignKey("country.code"), index=True)
    year: Mapped[int | None] = mapped_column(Integer)
    stage: Mapped[str] = mapped_column(String(20))
    what: Mapped[Bilingual] = bilingual("what")
    actors: Mapped[Bilingual] = bilingual("actors", 400)
    event: Mapped[str] = mapped_column(String(60), default="")
    source_name: Mapped[Bilingual] = bilingual("source_name", 300)
    source_url: Mapped[str] = mapped_column(String(1000), default="")
    in_mic_2022_document: Mapped[bool] = mapped_column(Boolean, default=False)

    def search_keys(self) -> Iterable[tuple[str, str]]:
        return [("deployment", self.id), ("chart", self.country_code)]
