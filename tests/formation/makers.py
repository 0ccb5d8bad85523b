"""What hangs on teams and members, for the tests of this room."""

from hub.calls.models import CallNeed
from hub.consortia.models import Cover, Place
from hub.core.bilingual import Bilingual
from hub.core.db import db
from hub.members.models import FieldRelease, Member, PastProject
from tests.members.makers import added, make_country, make_technology


def make_cover(place: Place, need: CallNeed, fills: str = "yes") -> None:
    added(Cover(place_id=place.id, need_id=need.id, fills=fills))


def keep_from_members(member: Member, field: str) -> None:
    added(FieldRelease(member_id=member.id, field=field, circle="secretariat"))


def make_project(member: Member, partners: str, title: str = "Cable of Palau") -> None:
    added(
        PastProject(
            member_id=member.id,
            title=Bilingual("パラオのケーブル", title),
            what=Bilingual("敷設した。", "Laid it."),
            partners=Bilingual(partners, partners),
            year=2019,
        )
    )


def make_world() -> None:
    make_country("PLW", "パラオ", "Palau")
    make_country("FJI", "フィジー", "Fiji")
    make_technology("cable", "海底ケーブル", "Submarine cable")
    make_technology("satellite", "衛星", "Satellite")


def place_of(member: Member) -> Place:
    return db.session.query(Place).filter_by(member_id=member.id).one()
