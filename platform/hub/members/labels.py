"""The words of members in the reader's language; names of languages and prefectures in both."""

from functools import cache

from babel import Locale
from flask_babel import lazy_gettext as _l

from hub.core.bilingual import Bilingual
from hub.members.fields import Circle, RecordField
from hub.members.models import Interest, Maturity, MemberKind, SeatRole, SizeClass
from hub.members.rules import Involvement, Order

KINDS = {
    MemberKind.PUBLIC_BODY: _l("Public body"),
    MemberKind.INTERNATIONAL_ORGANISATION: _l("International organisation"),
    MemberKind.CARRIER: _l("Telecommunications carrier"),
    MemberKind.VENDOR: _l("Vendor"),
    MemberKind.TRADING_HOUSE: _l("Trading house"),
    MemberKind.CONSULTANCY: _l("Consultancy"),
    MemberKind.BANK: _l("Bank"),
    MemberKind.START_UP: _l("Start-up"),
    MemberKind.REGIONAL_FIRM: _l("Regional firm"),
    MemberKind.ASSOCIATION: _l("Association"),
    MemberKind.UNIVERSITY: _l("University"),
}

SIZES = {
    SizeClass.LARGE: _l("Large"),
    SizeClass.MEDIUM: _l("Medium-sized"),
    SizeClass.SMALL: _l("Small"),
}

SEAT_ROLES = {
    SeatRole.USER: _l("User"),
    SeatRole.WINDOW: _l("Window contact"),
}

MATURITIES = {
    Maturity.RESEARCH: _l("Research"),
    Maturity.PILOT: _l("Pilot"),
    Maturity.COMMERCIAL: _l("Commercial"),
    Maturity.PROVEN_ABROAD: _l("Proven abroad"),
}

INTERESTS = {
    Interest.ACTIVE: _l("Active there now"),
    Interest.FUTURE: _l("Plans to go there"),
    Interest.NONE: _l("Looked at, not pursued"),
}


# Words for the fields of a record whose circle can be set, and for the circles.
FIELDS = {
    RecordField.SIZE: _l("Size"),
    RecordField.PREFECTURE: _l("Prefecture"),
    RecordField.ADDRESS: _l("Address"),
    RecordField.WEBSITE: _l("Website"),
    RecordField.SUMMARY: _l("Summary"),
    RecordField.LANGUAGES: _l("Working languages"),
    RecordField.SEEKS: _l("What it seeks"),
    RecordField.CAPABILITIES: _l("Capabilities"),
    RecordField.CERTIFICATIONS: _l("Certifications"),
    RecordField.REFERENCES: _l("Reference sites"),
    RecordField.COUNTRIES: _l("Countries and status"),
    RecordField.PROJECTS: _l("Past projects"),
    RecordField.CASES: _l("Case studies"),
    RecordField.LOGO: _l("Logo"),
    RecordField.CONTACTS: _l("Contact persons"),
}

CIRCLES = {
    Circle.PUBLIC: _l("Everybody"),
    Circle.MEMBERS: _l("Signed-in members and the secretariat"),
    Circle.SECRETARIAT: _l("Only this member and the secretariat"),
}

INVOLVEMENTS = {
    Involvement.EXPERIENCED: _l("Has delivered there"),
    Involvement.ACTIVE: _l("Active there now"),
    Involvement.FUTURE: _l("Plans to go there"),
}

ORDERS = {
    Order.RELEVANCE: _l("Name first, then profile"),
    Order.NAME: _l("By name"),
    Order.UPDATED: _l("Last update first"),
}

# Japan's eight regions and their prefectures.
REGIONS = {
    "hokkaido": Bilingual("北海道", "Hokkaido"),
    "tohoku": Bilingual("東北", "Tohoku"),
    "kanto": Bilingual("関東", "Kanto"),
    "chubu": Bilingual("中部", "Chubu"),
    "kinki": Bilingual("近畿", "Kinki"),
    "chugoku": Bilingual("中国", "Chugoku"),
    "shikoku": Bilingual("四国", "Shikoku"),
    "kyushu": Bilingual("九州・沖縄", "Kyushu and Okinawa"),
}


def region_of(prefecture: str) -> str:
    """The region of a prefecture as the sheets have it; empty for one nobody knows."""
    return _REGION_OF.get(prefecture, "")


def prefectures() -> tuple[str, ...]:
    """All prefectures as the sheets have them, in the official order."""
    return tuple(_PREFECTURES)


@cache
def language_name(code: str) -> Bilingual:
    """ベトナム語 / Vietnamese for ``vi``; a code that nobody knows stays as it is."""
    ja = Locale("ja").languages.get(code, code)
    return Bilingual(ja, Locale("en").languages.get(code, code))


def prefecture(name: str) -> Bilingual:
    """A prefecture as the sheets have it, with its English name."""
    return Bilingual(name, _PREFECTURES.get(name, ""))


_PREFECTURES = {
    "北海道": "Hokkaido",
    "青森県": "Aomori",
    "岩手県": "Iwate",
    "宮城県": "Miyagi",
    "秋田県": "Akita",
    "山形県": "Yamagata",
    "福島県": "Fukushima",
    "茨城県": "Ibaraki",
    "栃木県": "Tochigi",
    "群馬県": "Gunma",
    "埼玉県": "Saitama",
    "千葉県": "Chiba",
    "東京都": "Tokyo",
    "神奈川県": "Kanagawa",
    "新潟県": "Niigata",
    "富山県": "Toyama",
    "石川県": "Ishikawa",
    "福井県": "Fukui",
    "山梨県": "Yamanashi",
    "長野県": "Nagano",
    "岐阜県": "Gifu",
    "静岡県": "Shizuoka",
    "愛知県": "Aichi",
    "三重県": "Mie",
    "滋賀県": "Shiga",
    "京都府": "Kyoto",
    "大阪府": "Osaka",
    "兵庫県": "Hyogo",
    "奈良県": "Nara",
    "和歌山県": "Wakayama",
    "鳥取県": "Tottori",
    "島根県": "Shimane",
    "岡山県": "Okayama",
    "広島県": "Hiroshima",
    "山口県": "Yamaguchi",
    "徳島県": "Tokushima",
    "香川県": "Kagawa",
    "愛媛県": "Ehime",
    "高知県": "Kochi",
    "福岡県": "Fukuoka",
    "佐賀県": "Saga",
    "長崎県": "Nagasaki",
    "熊本県": "Kumamoto",
    "大分県": "Oita",
    "宮崎県": "Miyazaki",
    "鹿児島県": "Kagoshima",
    "沖縄県": "Okinawa",
}

# How many of the prefectures, in the official order above, belong to each region.
_REGION_SIZES = zip(REGIONS, (1, 6, 7, 9, 7, 5, 4, 8), strict=True)
_REGION_OF = dict(
    zip(_PREFECTURES, (region for region, size in _REGION_SIZES for _ in range(size)), strict=True)
)
PREFECTURES = [(name, prefecture(name)) for name in _PREFECTURES]
