"""links that leave by mail

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('mailed_key',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('purpose', sa.String(length=20), nullable=False),
    sa.Column('address', sa.String(length=254), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=True),
    sa.Column('subject', sa.String(length=120), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('used_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_mailed_key_account_id_account')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_mailed_key')),
    sa.UniqueConstraint('digest', name=op.f('uq_mailed_key_digest'))
    )
    op.create_index(op.f('ix_mailed_key_address'), 'mailed_key', ['address'])
    op.create_index(op.f('ix_mailed_key_account_id'), 'mailed_key', ['account_id'])


def downgrade() -> None:
    op.drop_table('mailed_key')
