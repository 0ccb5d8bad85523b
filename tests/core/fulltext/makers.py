"""Documents as rooms would hand them in, with dull, valid defaults."""

from pathlib import Path

from hub.core.bilingual import Bilingual
from hub.core.documents import Part, SearchDocument
from hub.core.fulltext import Index, Question

SUBJECTS = {"chart": "country", "technology": "technology"}


def make_document(
    kind: str,
    id: str,
    title: tuple[str, str],
    *texts: tuple[str, str],
    names: tuple[str, ...] = (),
    countries: tuple[str, ...] = (),
    technologies: tuple[str, ...] = (),
    groups: tuple[str, ...] = (),
    stages: tuple[str, ...] = (),
    members_only: bool = False,
) -> SearchDocument:
    return SearchDocument(
        kind=kind,
        record=id,
        id=id,
        title=Bilingual(*title),
        endpoint=f"{kind}.detail",
        values={"id": id},
        names=names,
        parts=tuple(
            Part(f"part-{number}", Bilingual("本文", "Text"), Bilingual(*text))
            for number, text in enumerate(texts)
        ),
        countries=countries,
        technologies=technologies,
        groups=groups,
        stages=stages,
        members_only=members_only,
    )


CABLE = make_document(
    "technology",
    "submarine_cable",
    ("光海底ケーブル", "Submarine cable"),
    ("離島を光ファイバーで結ぶ。", "Connects islands by optical fibre."),
    names=("海底ケーブル", "海底通信ケーブル", "subsea cable", "undersea cable"),
)
TELEMEDICINE = make_document(
    "technology",
    "telemedicine",
    ("遠隔医療", "Telemedicine"),
    (
        "山間部の診療所と都市の専門医を結び、スマートフォンで診る。",
        "Connects clinics in the mountains with specialists in cities, by smartphone.",
    ),
    names=("オンライン診療", "e-health", "遠隔診療"),
)
BROADCASTING = make_document(
    "technology",
    "isdbt",
    ("地上デジタル放送（ISDB-T）", "Digital terrestrial television (ISDB-T)"),
    ("災害のとき緊急警報を届けるテレビ放送。", "Television that brings emergency warnings."),
    names=("地デジ", "ISDB-T"),
)
INDIA = make_document(
    "chart",
    "IND",
    ("インド", "India"),
    ("人口が多く、5Gの網が広がる。", "A large population and growing 5G networks."),
    names=("インド共和国",),
    groups=("south_asia",),
)
INDONESIA = make_document(
    "chart",
    "IDN",
    ("インドネシア", "Indonesia"),
    ("多くの島々からなる国。", "A country of many islands."),
    groups=("southeast_asia",),
)
PALAU = make_document(
    "chart",
    "PLW",
    ("パラオ", "Palau"),
    ("二本目の海底ケーブルが陸揚げされた。", "A second subsea cable was landed."),
    names=("パラオ共和国", "PLW"),
    groups=("oceania",),
)
FIRM = make_document(
    "member",
    "aonagi",
    ("青凪サーバー株式会社", "Aonagi Servers"),
    ("東京でサーバーを作る髙橋の会社。", "Makes servers in Tokyo."),
    countries=("PLW",),
    technologies=("submarine_cable",),
)
HIDDEN = make_document(
    "member",
    "aonagi",
    ("青凪サーバー株式会社", "Aonagi Servers"),
    ("関心のある国はブータン。担当は鵺野。", "Looks at Bhutan; the person in charge is Nueno."),
    countries=("BTN",),
    members_only=True,
)
DEPLOYMENT = make_document(
    "deployment",
    "D001",
    ("パラオの海底ケーブル", "Subsea cable of Palau"),
    ("円借款で光海底ケーブルを敷設した。", "Laid a submarine cable with a yen loan."),
    countries=("PLW",),
    technologies=("submarine_cable",),
    stages=("operation",),
    groups=("oceania",),
)
DOCUMENTS = (
    CABLE,
    TELEMEDICINE,
    BROADCASTING,
    INDIA,
    INDONESIA,
    PALAU,
    FIRM,
    HIDDEN,
    DEPLOYMENT,
)


def make_index(folder: Path, documents: tuple[SearchDocument, ...] = DOCUMENTS) -> Index:
    made = Index(folder, SUBJECTS)
    with made.writing():
        made.rebuild(documents)
    return made


def ids(index: Index, text: str, **more: object) -> list[str]:
    """The records a question finds, best first."""
    answer = index.search(Question(text, limit=100, **more))  # type: ignore[arg-type]
    return [hit.id for hit in answer.hits]
