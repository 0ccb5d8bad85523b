"""duplicates: pairs that are two organisations, and members merged into another

Revision ID: 0020
Revises: 0019
"""

import sqlalchemy as sa
from alembic import op

revision = '0020'
down_revision = '0019'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('distinct_members',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('first_id', sa.Integer(), nullable=False),
    sa.Column('second_id', sa.Integer(), nullable=False),
    sa.Column('said_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['first_id'], ['member.id'], name=op.f('fk_distinct_members_first_id_member')),
    sa.ForeignKeyConstraint(['second_id'], ['member.id'], name=op.f('fk_distinct_members_second_id_member')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_distinct_members')),
    sa.UniqueConstraint('first_id', 'second_id', name=op.f('uq_distinct_members_first_id_second_id'))
    )
    op.create_index(op.f('ix_distinct_members_second_id'), 'distinct_members', ['second_id'])
    op.create_table('merged_member',
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.Column('into_id', sa.Integer(), nullable=False),
    sa.Column('merged_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_merged_member_member_id_member')),
    sa.ForeignKeyConstraint(['into_id'], ['member.id'], name=op.f('fk_merged_member_into_id_member')),
    sa.PrimaryKeyConstraint('member_id', name=op.f('pk_merged_member'))
    )
    op.create_index(op.f('ix_merged_member_into_id'), 'merged_member', ['into_id'])


def downgrade() -> None:
    op.drop_table('merged_member')
    op.drop_table('distinct_members')
