"""Which technology a description means: sentences people might type, and sentences about something else."""

import pytest
from flask.testing import FlaskClient


def technologies(client: FlaskClient, words: str) -> list[str]:
    answer = client.get("/api/v1/match", query_string={"q": words, "limit": 1}).get_json()
    meant: list[str] = answer.get("technologies", [])
    return meant


@pytest.mark.parametrize(
    ("words", "technology"),
    [
        ("山間部の診療所と都市の専門医をスマートフォンでつなぐ", "telemedicine"),
        ("Connect rural clinics with city specialists by smartphone", "telemedicine"),
        ("津波警報をテレビで住民に知らせる", "disaster_prevention"),
        ("warn people of floods through sirens and broadcast", "disaster_prevention"),
        ("農家が土壌センサーで水やりを自動化する", "smart_agriculture"),
        ("sensors in rice fields to save water", "smart_agriculture"),
        ("島と島を結ぶ国際通信回線を海底に敷く", "submarine_cable"),
        ("lay a cable across the ocean between islands", "submarine_cable"),
        ("村に光回線を引く", "broadband"),
        ("bring fibre internet to remote villages", "broadband"),
        ("ベンダーの違う基地局をつなぐ無線網", "mobile_5g"),
        ("open radio access network with equipment of several vendors", "mobile_5g"),
        ("サーバーを置く建物を現地に建てたい", "data_center"),
        ("a facility to host servers and cloud in the country", "data_center"),
        ("郵便局の仕分けと配達を改善する", "postal"),
        ("sorting machines for post offices", "postal"),
        ("地上波テレビのデジタル化", "isdbt"),
        ("digital terrestrial television", "isdbt"),
        ("サイバー攻撃に対応できる人材の育成", "cybersecurity"),
        ("消防車と救急の指令システム", "firefighting"),
        ("人工衛星で通信の届かない地域をカバー", "satellite_haps"),
        ("population census with tablets", "egov_statistics"),
        ("AIで渋滞を予測する", "ai_data"),
        ("traffic lights that adapt to congestion in a city", "smart_city"),
        ("電波監視の装置を納めたい", "spectrum"),
        ("行政への苦情を受け付ける仕組み", "admin_counselling"),
        ("携帯電話会社に出資して参入する", "mobile_business_license"),
    ],
)
def test_a_sentence_means_its_technology_first(
    seeded_client: FlaskClient, words: str, technology: str
) -> None:
    assert technologies(seeded_client, words)[:1] == [technology]


@pytest.mark.parametrize(
    "words",
    [
        "Selling good noodles abroad",
        "ラーメン店を海外に出したい",
        "How do I cook rice",
        "今日の天気はどうですか",
        "靴下を編む機械",
        "結婚式場を探しています",
        "Please help me",
        "新しい帽子を買いたい",
        "自動車部品の工場を建てる",
    ],
)
def test_a_sentence_about_something_else_means_none(seeded_client: FlaskClient, words: str) -> None:
    assert technologies(seeded_client, words) == []
