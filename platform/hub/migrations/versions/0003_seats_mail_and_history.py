"""seats have roles and an end, mail leaves through an outbox, the journal keeps what a change replaced

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('outgoing_mail',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('to_address', sa.String(length=254), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=True),
    sa.Column('language', sa.String(length=2), nullable=False),
    sa.Column('topic', sa.String(length=40), nullable=False),
    sa.Column('batch', sa.String(length=40), nullable=False),
    sa.Column('subject', sa.String(length=300), nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.Column('posted_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('tries', sa.Integer(), nullable=False),
    sa.Column('next_try_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('failed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('error', sa.String(length=300), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outgoing_mail'))
    )
    for column in ('account_id', 'batch', 'posted_at', 'next_try_at', 'failed_at'):
        op.create_index(op.f(f'ix_outgoing_mail_{column}'), 'outgoing_mail', [column])
    op.create_table('journal_change',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('line_id', sa.Integer(), nullable=False),
    sa.Column('field', sa.String(length=120), nullable=False),
    sa.Column('before', sa.Text(), nullable=False),
    sa.Column('after', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['line_id'], ['journal_line.id'], name=op.f('fk_journal_change_line_id_journal_line')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_journal_change'))
    )
    op.create_index(op.f('ix_journal_change_line_id'), 'journal_change', ['line_id'])
    with op.batch_alter_table('journal_line') as batch:
        batch.add_column(sa.Column('reason', sa.Text(), nullable=False, server_default=''))
        batch.add_column(sa.Column('network', sa.String(length=45), nullable=False, server_default=''))
        batch.create_index(op.f('ix_journal_line_subject'), ['subject'])
    with op.batch_alter_table('account') as batch:
        batch.add_column(sa.Column('language', sa.String(length=2), nullable=False, server_default='ja'))
    with op.batch_alter_table('seat') as batch:
        batch.add_column(sa.Column('role', sa.String(length=10), nullable=False, server_default='user'))
        batch.add_column(sa.Column('since', sa.DateTime(timezone=True), nullable=True))
        batch.add_column(sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table('seat') as batch:
        for column in ('ended_at', 'since', 'role'):
            batch.drop_column(column)
    with op.batch_alter_table('account') as batch:
        batch.drop_column('language')
    with op.batch_alter_table('journal_line') as batch:
        batch.drop_index(op.f('ix_journal_line_subject'))
        batch.drop_column('network')
        batch.drop_column('reason')
    op.drop_table('journal_change')
    op.drop_table('outgoing_mail')
