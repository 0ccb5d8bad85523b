"""long work has a row that tells how far it is; the database itself keeps the journal append-only

Revision ID: 0014
Revises: 0013
"""

import sqlalchemy as sa
from alembic import op

revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None

TABLES = ('journal_line', 'journal_change')


def upgrade() -> None:
    op.create_table('job',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=32), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('file', sa.String(length=200), nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('done', sa.Integer(), nullable=False),
    sa.Column('total', sa.Integer(), nullable=False),
    sa.Column('message', sa.String(length=40), nullable=False),
    sa.Column('plan', sa.Text(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('touched_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_job')),
    sa.UniqueConstraint('key', name=op.f('uq_job_key'))
    )
    for column in ('account_id', 'made_at'):
        op.create_index(op.f(f'ix_job_{column}'), 'job', [column])
    for statement in guards():
        op.execute(sa.text(statement))


def guards() -> list[str]:
    if op.get_bind().dialect.name == 'sqlite':
        return [
            f"CREATE TRIGGER {table}_no_{act} BEFORE {act} ON {table} "
            "BEGIN SELECT RAISE(ABORT, 'the journal is only added to'); END"
            for table in TABLES
            for act in ('UPDATE', 'DELETE')
        ]
    return [
        "CREATE OR REPLACE FUNCTION journal_is_only_added_to() RETURNS trigger LANGUAGE plpgsql "
        "AS $$ BEGIN RAISE EXCEPTION 'the journal is only added to'; END $$",
        *(
            f"CREATE TRIGGER {table}_only_added_to BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION journal_is_only_added_to()"
            for table in TABLES
        ),
    ]


def downgrade() -> None:
    for table in TABLES:
        if op.get_bind().dialect.name == 'sqlite':
            for act in ('UPDATE', 'DELETE'):
                op.execute(sa.text(f'DROP TRIGGER {table}_no_{act}'))
        else:
            op.execute(sa.text(f'DROP TRIGGER {table}_only_added_to ON {table}'))
    op.drop_table('job')
