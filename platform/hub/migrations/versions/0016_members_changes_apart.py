"""a change that only signed-in readers see moves nothing for visitors

Revision ID: 0016
Revises: 0015
"""

import sqlalchemy as sa
from alembic import op

revision = '0016'
down_revision = '0015'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('search_task') as batch:
        batch.add_column(sa.Column('members_only', sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    with op.batch_alter_table('search_task') as batch:
        batch.drop_column('members_only')
