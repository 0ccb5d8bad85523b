"""Members by number and by name, as sheets and the journal need them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select

from hub.core.bilingual import Bilingual
from hub.core.db import db
from hub.members.models import Member

_MOST = 100


@dataclass(frozen=True)
class Named:
    slug: str
    name: Bilingual


def members_by_id(ids: Sequence[int]) -> Mapping[int, Named]:
    rows = db.session.execute(select(Member.id, Member.slug, Member.name).where(Member.id.in_(ids)))
    return {id: Named(slug, name) for id, slug, name in rows}


def members_named(part: str) -> Sequence[int]:
    """The members whose name or identifier holds these letters."""
    columns = Member.__table__.c
    named = (columns.slug, columns.name_ja, columns.name_en, columns.name_kana)
    holds = or_(*(column.icontains(part, autoescape=True) for column in named))
    return db.session.scalars(select(Member.id).where(holds).order_by(Member.id).limit(_MOST)).all()
