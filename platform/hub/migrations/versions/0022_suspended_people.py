"""people of a suspended member can sign in to what is their own; the end of a membership ends its seats

Revision ID: 0022
Revises: 0021
"""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = '0022'
down_revision = '0021'
branch_labels = None
depends_on = None


def upgrade() -> None:
    member = sa.table('member', sa.column('id', sa.Integer), sa.column('state', sa.String))
    seat = sa.table('seat', sa.column('account_id', sa.Integer), sa.column('member_id', sa.Integer),
                    sa.column('ended_at', sa.DateTime(timezone=True)))
    account = sa.table('account', sa.column('id', sa.Integer), sa.column('active', sa.Boolean),
                       sa.column('closed_at', sa.DateTime(timezone=True)))

    def of(*states: str) -> sa.Select:
        return sa.select(member.c.id).where(member.c.state.in_(states))

    # Until now suspension closed the accounts; from now on it is asked of the member on every request.
    sitting = sa.select(seat.c.account_id).where(
        seat.c.member_id.in_(of('suspended', 'archived')), seat.c.ended_at.is_(None)
    )
    op.execute(account.update().where(account.c.id.in_(sitting), account.c.closed_at.is_(None)).values(active=True))
    op.execute(seat.update().where(seat.c.member_id.in_(of('withdrawn')), seat.c.ended_at.is_(None))
               .values(ended_at=datetime.now(UTC)))


def downgrade() -> None:
    """Nothing to take back: the older program asks the account alone, and suspends anew where it must."""
