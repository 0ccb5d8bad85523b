"""acts for many members at once

Revision ID: 0021
Revises: 0020
"""

import sqlalchemy as sa
from alembic import op

revision = '0021'
down_revision = '0020'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('batch',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=40), nullable=False),
    sa.Column('act', sa.String(length=20), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('done_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('undone_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_batch_account_id_account')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_batch')),
    sa.UniqueConstraint('key', name=op.f('uq_batch_key'))
    )
    op.create_index(op.f('ix_batch_done_at'), 'batch', ['done_at'])
    op.create_table('batch_line',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('batch_id', sa.Integer(), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.Column('before', sa.String(length=20), nullable=False),
    sa.Column('after', sa.String(length=20), nullable=False),
    sa.Column('undone', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['batch_id'], ['batch.id'], name=op.f('fk_batch_line_batch_id_batch')),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_batch_line_member_id_member')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_batch_line'))
    )
    op.create_index(op.f('ix_batch_line_batch_id'), 'batch_line', ['batch_id'])
    op.create_index(op.f('ix_batch_line_member_id'), 'batch_line', ['member_id'])


def downgrade() -> None:
    op.drop_table('batch_line')
    op.drop_table('batch')
