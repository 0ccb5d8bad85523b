"""Words that are one thing in both languages though no record bears their name: stages, regions, and what
people abroad need help with. In texts and in queries each is found by any of its words.

Words that mean several things in running text (order, port) are left out: they would find too much.
"""

from collections.abc import Mapping

WORDS: Mapping[str, tuple[str, ...]] = {
    "stage:mou": (
        "MoU", "MoC", "覚書", "協力覚書", "memorandum", "memoranda", "memorandum of understanding",
        "memorandum of cooperation",
    ),
    "stage:policy_dialogue": ("政策対話", "policy dialogue"),
    "stage:survey": ("実現可能性調査", "案件発掘調査", "feasibility study", "F/S"),
    "stage:pilot": ("実証", "実証事業", "実証実験", "パイロット事業", "pilot", "pilot project", "proof of concept"),
    "group:southeast_asia": ("東南アジア", "Southeast Asia", "South-East Asia", "Southeast Asian"),
    "group:east_asia": ("東アジア", "East Asia", "East Asian"),
    "group:south_asia": ("南アジア", "South Asia", "South Asian"),
    "group:central_asia": ("中央アジア", "Central Asia", "Central Asian"),
    "group:middle_east": ("中東", "中近東", "Middle East", "Middle Eastern"),
    "group:oceania": (
        "オセアニア", "大洋州", "太平洋島しょ国", "太平洋島嶼国", "太平洋諸国", "Oceania", "Pacific islands",
        "Pacific island countries",
    ),
    "group:north_america": ("北米", "北アメリカ", "North America"),
    "group:central_america": ("中米", "中央アメリカ", "Central America"),
    "group:south_america": ("南米", "南アメリカ", "South America", "South American"),
    "group:europe": ("欧州", "ヨーロッパ", "Europe", "European"),
    "group:north_africa": ("北アフリカ", "North Africa"),
    "group:west_africa": ("西アフリカ", "West Africa"),
    "group:middle_africa": ("中部アフリカ", "Middle Africa"),
    "group:east_africa": ("東アフリカ", "East Africa"),
    "group:southern_africa": ("南部アフリカ", "Southern Africa"),
    "word:flood": ("洪水", "浸水", "flood", "flooding", "inundation"),
    "word:earthquake": ("地震", "earthquake"),
    "word:tsunami": ("津波", "tsunami"),
    "word:landslide": ("土砂災害", "土砂崩れ", "地すべり", "landslide", "mudslide"),
    "word:storm": ("台風", "サイクロン", "ハリケーン", "typhoon", "cyclone", "hurricane"),
    "word:drought": ("干ばつ", "干害", "drought"),
    "word:remote_island": ("離島", "remote island", "outer island"),
    "word:doctor": ("医師", "医者", "doctor", "physician"),
    "word:hospital": ("病院", "hospital"),
    "word:clinic": ("診療所", "保健所", "clinic", "health centre", "health center"),
    "word:farmer": ("農家", "農民", "farmer"),
    "word:fishery": ("漁業", "水産業", "fishery", "fisheries"),
    "word:school": ("学校", "school"),
    "word:railway": ("鉄道", "railway", "railroad"),
    "word:loan": ("円借款", "yen loan", "ODA loan"),
    "word:grant": ("無償資金協力", "grant aid"),
    "word:subsidy": ("補助金", "subsidy", "subsidies"),
    "word:trade_insurance": ("貿易保険", "trade insurance", "export insurance"),
}  # fmt: skip
