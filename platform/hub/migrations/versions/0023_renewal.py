"""memberships fall due for renewal on a day

Revision ID: 0023
Revises: 0022
"""

import sqlalchemy as sa
from alembic import op

revision = '0023'
down_revision = '0022'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('member', sa.Column('renews_on', sa.Date(), nullable=True))
    op.add_column('member', sa.Column('renewal_told_for', sa.Date(), nullable=True))
    op.create_index(op.f('ix_member_renews_on'), 'member', ['renews_on'])
    # What a batch changed is read from its lines of the journal: undoing is exact, and knows what came later.
    op.add_column('batch_line', sa.Column('line_id', sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column('batch_line', 'line_id')
    op.drop_index(op.f('ix_member_renews_on'), 'member')
    op.drop_column('member', 'renewal_told_for')
    op.drop_column('member', 'renews_on')
