"""requests that wait for an answer, and notifications

Revision ID: 0013
Revises: 0012
"""

import sqlalchemy as sa
from alembic import op

revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('notification',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('topic', sa.String(length=40), nullable=False),
    sa.Column('text_ja', sa.Text(), nullable=False),
    sa.Column('text_en', sa.Text(), nullable=False),
    sa.Column('endpoint', sa.String(length=80), nullable=False),
    sa.Column('link_values', sa.Text(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('read_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('for_digest', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_notification_account_id_account')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_notification'))
    )
    op.create_index(op.f('ix_notification_account_id'), 'notification', ['account_id'])
    op.create_index(op.f('ix_notification_for_digest'), 'notification', ['for_digest'])
    op.create_table('notification_setting',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('topic', sa.String(length=40), nullable=False),
    sa.Column('way', sa.String(length=10), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_notification_setting_account_id_account')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_notification_setting')),
    sa.UniqueConstraint('account_id', 'topic', name=op.f('uq_notification_setting_account_id_topic'))
    )
    op.create_table('request',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=20), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('subject', sa.String(length=120), nullable=False),
    sa.Column('asker_id', sa.Integer(), nullable=False),
    sa.Column('owner_id', sa.Integer(), nullable=False),
    sa.Column('asker_side', sa.String(length=120), nullable=False),
    sa.Column('owner_side', sa.String(length=120), nullable=False),
    sa.Column('asker_side_name_ja', sa.String(length=200), nullable=False),
    sa.Column('asker_side_name_en', sa.String(length=200), nullable=False),
    sa.Column('owner_side_name_ja', sa.String(length=200), nullable=False),
    sa.Column('owner_side_name_en', sa.String(length=200), nullable=False),
    sa.Column('purpose', sa.String(length=40), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('offer', sa.Text(), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('due', sa.Date(), nullable=False),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('reminders', sa.Integer(), nullable=False),
    sa.Column('outcome', sa.String(length=20), nullable=False),
    sa.Column('reason', sa.String(length=40), nullable=False),
    sa.Column('answer', sa.Text(), nullable=False),
    sa.Column('contact_name', sa.String(length=120), nullable=False),
    sa.Column('contact_email', sa.String(length=254), nullable=False),
    sa.Column('contact_phone', sa.String(length=40), nullable=False),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('open_slot', sa.String(length=240), nullable=True),
    sa.ForeignKeyConstraint(['asker_id'], ['account.id'], name=op.f('fk_request_asker_id_account')),
    sa.ForeignKeyConstraint(['owner_id'], ['account.id'], name=op.f('fk_request_owner_id_account')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_request')),
    sa.UniqueConstraint('key', name=op.f('uq_request_key')),
    sa.UniqueConstraint('open_slot', name=op.f('uq_request_open_slot'))
    )
    op.create_index(op.f('ix_request_asker_id'), 'request', ['asker_id'])
    op.create_index(op.f('ix_request_asker_side'), 'request', ['asker_side'])
    op.create_index(op.f('ix_request_due'), 'request', ['due'])
    op.create_index(op.f('ix_request_kind'), 'request', ['kind'])
    op.create_index(op.f('ix_request_owner_id'), 'request', ['owner_id'])
    op.create_index(op.f('ix_request_owner_side'), 'request', ['owner_side'])
    op.create_index(op.f('ix_request_state'), 'request', ['state'])
    op.create_index(op.f('ix_request_subject'), 'request', ['subject'])


def downgrade() -> None:
    op.drop_table('request')
    op.drop_table('notification_setting')
    op.drop_table('notification')
