"""The words of members in the reader's language; names of languages and prefectures in both."""

from functools import cache

from babel import Locale
from flask_babel import lazy_gettext as _l

from hub.core.bilingual import Bilingual
from hub.members.models import Interest, Maturity, MemberKind, SizeClass

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
