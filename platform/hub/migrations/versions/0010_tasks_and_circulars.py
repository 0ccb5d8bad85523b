"""tasks of the desk, and letters to a segment of members

Revision ID: 0010
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = '0010'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('desk_task',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('subject', sa.String(length=120), nullable=False),
    sa.Column('assignee_id', sa.Integer(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('done_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['assignee_id'], ['account.id'], name=op.f('fk_desk_task_assignee_id_account')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_desk_task'))
    )
    for column in ('subject', 'assignee_id', 'done_at'):
        op.create_index(op.f(f'ix_desk_task_{column}'), 'desk_task', [column])
    op.create_table('circular',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('batch', sa.String(length=40), nullable=False),
    sa.Column('subject_ja', sa.String(length=200), nullable=False),
    sa.Column('subject_en', sa.String(length=200), nullable=False),
    sa.Column('text_ja', sa.Text(), nullable=False),
    sa.Column('text_en', sa.Text(), nullable=False),
    sa.Column('segment', sa.String(length=500), nullable=False),
    sa.Column('sent_by', sa.Integer(), nullable=False),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['sent_by'], ['account.id'], name=op.f('fk_circular_sent_by_account')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_circular')),
    sa.UniqueConstraint('batch', name=op.f('uq_circular_batch'))
    )


def downgrade() -> None:
    op.drop_table('circular')
    op.drop_table('desk_task')
