"""a second step at sign-in, known browsers, and consent

Revision ID: 0019
Revises: 0018
"""

import sqlalchemy as sa
from alembic import op

revision = '0019'
down_revision = '0018'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('account', sa.Column('second_step_salt', sa.String(length=32), nullable=False, server_default=''))
    op.add_column('account', sa.Column('second_step_since', sa.DateTime(timezone=True), nullable=True))
    op.add_column('account', sa.Column('second_step_used', sa.Integer(), nullable=False, server_default='0'))
    op.create_table('recovery_code',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('used_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_recovery_code_account_id_account')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_recovery_code')),
    sa.UniqueConstraint('digest', name=op.f('uq_recovery_code_digest'))
    )
    op.create_index(op.f('ix_recovery_code_account_id'), 'recovery_code', ['account_id'])
    op.create_table('known_browser',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('browser', sa.String(length=40), nullable=False),
    sa.Column('network', sa.String(length=64), nullable=False),
    sa.Column('seen_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_known_browser_account_id_account')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_known_browser')),
    sa.UniqueConstraint('account_id', 'browser', 'network', name=op.f('uq_known_browser_account_id_browser_network'))
    )
    op.create_index(op.f('ix_known_browser_seen_at'), 'known_browser', ['seen_at'])
    op.create_table('consent',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('text', sa.String(length=20), nullable=False),
    sa.Column('version', sa.String(length=20), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_consent_account_id_account')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_consent'))
    )
    op.create_index(op.f('ix_consent_account_id'), 'consent', ['account_id'])


def downgrade() -> None:
    op.drop_table('consent')
    op.drop_table('known_browser')
    op.drop_table('recovery_code')
    with op.batch_alter_table('account') as batch:
        batch.drop_column('second_step_used')
        batch.drop_column('second_step_since')
        batch.drop_column('second_step_salt')
