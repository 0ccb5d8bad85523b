"""A small world to search: a technology, two countries, members, a deployment."""

from typing import Any

from hub.core.bilingual import Bilingual
from hub.core.db import Model, db
from hub.core.fulltext import Answer, Question
from hub.countries.models import Country
from hub.deployments.models import Deployment
from hub.members.models import CountryInterest, Member
from hub.search import queries
from hub.technologies.models import Synonym, Technology


def added(*things: Model) -> None:
    db.session.add_all(things)
    db.session.commit()


def make_member(slug: str, ja: str, en: str, **values: Any) -> Member:
    made = Member(
        slug=slug,
        name=Bilingual(ja, en),
        name_kana="",
        kind="vendor",
        summary=values.pop("summary", Bilingual("通信機器の会社。", "Makes telecoms equipment.")),
        languages="ja;en",
        **values,
    )
    added(made)
    return made


def make_deployment(id: str, ja: str, en: str) -> Deployment:
    made = Deployment(
        id=id, technology_code="submarine_cable", country_code="PLW", year=2020, stage="operation",
        what=Bilingual(ja, en), actors=Bilingual("ある会社", "A company"),
        source_name=Bilingual("総務省", "MIC"), source_url="https://www.soumu.go.jp/",
    )  # fmt: skip
    added(made)
    return made


def make_world() -> Member:
    """The world; gives the member who secretly looks at Bhutan."""
    added(
        Technology(
            code="submarine_cable", name=Bilingual("光海底ケーブル", "Submarine cable"),
            field="digital_infrastructure", description=Bilingual("島を結ぶ。", "Connects islands."), sort=1,
        ),
        Country(code="PLW", name=Bilingual("パラオ", "Palau"), group="oceania", region="Oceania"),
        Country(code="BTN", name=Bilingual("ブータン", "Bhutan"), group="south_asia", region="Asia"),
    )  # fmt: skip
    added(Synonym(technology_code="submarine_cable", language="en", words="subsea cable"))
    make_deployment("D001", "パラオに海底ケーブルを敷設した。", "Laid a subsea cable to Palau.")
    member = make_member("kaitei", "海底工事（見本）", "Kaitei Works (sample)", sample=True)
    added(CountryInterest(member_id=member.id, country_code="BTN", status="active"))
    return member


def find(text: str, **more: Any) -> Answer:
    return queries.find(Question(text, limit=100, **more))


def ids(text: str, **more: Any) -> set[str]:
    return {hit.id for hit in find(text, **more).hits}
