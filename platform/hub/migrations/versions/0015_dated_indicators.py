"""an indicator says whether its figures belong to a year

Revision ID: 0015
Revises: 0014
"""

import sqlalchemy as sa
from alembic import op

revision = '0015'
down_revision = '0014'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('indicator', sa.Column('dated', sa.Boolean(), server_default=sa.true(), nullable=False))
    op.execute(sa.text("UPDATE indicator SET dated = false WHERE code = 'coast'"))


def downgrade() -> None:
    with op.batch_alter_table('indicator') as batch:
        batch.drop_column('dated')
