"""invitations to a seat at a member

Revision ID: 0012
Revises: 0011
"""

import sqlalchemy as sa
from alembic import op

revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('seat_invitation',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.Column('address', sa.String(length=254), nullable=False),
    sa.Column('name_ja', sa.String(length=120), nullable=False),
    sa.Column('name_en', sa.String(length=120), nullable=False),
    sa.Column('role', sa.String(length=10), nullable=False),
    sa.Column('language', sa.String(length=2), nullable=False),
    sa.Column('invited_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_seat_invitation_member_id_member')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_seat_invitation')),
    sa.UniqueConstraint('member_id', 'address', name=op.f('uq_seat_invitation_member_id_address'))
    )
    op.create_index(op.f('ix_seat_invitation_member_id'), 'seat_invitation', ['member_id'])


def downgrade() -> None:
    op.drop_table('seat_invitation')
