"""agreements of teams

Revision ID: 0025
Revises: 0024
"""

import sqlalchemy as sa
from alembic import op

revision = '0025'
down_revision = '0024'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('agreement_template',
    sa.Column('head', sa.String(length=20), nullable=False),
    sa.Column('text_ja', sa.String(length=4000), nullable=False),
    sa.Column('text_en', sa.String(length=4000), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('head', name=op.f('pk_agreement_template'))
    )
    op.create_table('agreement_clause',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('call_id', sa.Integer(), nullable=False),
    sa.Column('head', sa.String(length=20), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_agreement_clause_account_id_account')),
    sa.ForeignKeyConstraint(['call_id'], ['open_call.id'], name=op.f('fk_agreement_clause_call_id_open_call')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_agreement_clause')),
    sa.UniqueConstraint('call_id', 'head', name=op.f('uq_agreement_clause_call_id_head'))
    )
    with op.batch_alter_table('agreement_clause', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_agreement_clause_call_id'), ['call_id'], unique=False)

    op.create_table('agreement_version',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('call_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('state', sa.String(length=12), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('proposed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_agreement_version_account_id_account')),
    sa.ForeignKeyConstraint(['call_id'], ['open_call.id'], name=op.f('fk_agreement_version_call_id_open_call')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_agreement_version')),
    sa.UniqueConstraint('call_id', 'number', name=op.f('uq_agreement_version_call_id_number'))
    )
    with op.batch_alter_table('agreement_version', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_agreement_version_call_id'), ['call_id'], unique=False)

    op.create_table('agreement_acceptance',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('place_id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_agreement_acceptance_account_id_account')),
    sa.ForeignKeyConstraint(['place_id'], ['place.id'], name=op.f('fk_agreement_acceptance_place_id_place')),
    sa.ForeignKeyConstraint(['version_id'], ['agreement_version.id'], name=op.f('fk_agreement_acceptance_version_id_agreement_version')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_agreement_acceptance')),
    sa.UniqueConstraint('version_id', 'place_id', name=op.f('uq_agreement_acceptance_version_id_place_id'))
    )
    with op.batch_alter_table('agreement_acceptance', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_agreement_acceptance_version_id'), ['version_id'], unique=False)

    op.create_table('agreement_objection',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('place_id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_agreement_objection_account_id_account')),
    sa.ForeignKeyConstraint(['place_id'], ['place.id'], name=op.f('fk_agreement_objection_place_id_place')),
    sa.ForeignKeyConstraint(['version_id'], ['agreement_version.id'], name=op.f('fk_agreement_objection_version_id_agreement_version')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_agreement_objection'))
    )
    with op.batch_alter_table('agreement_objection', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_agreement_objection_version_id'), ['version_id'], unique=False)

    op.create_table('agreement_share',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('place_id', sa.Integer(), nullable=False),
    sa.Column('percent', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['place_id'], ['place.id'], name=op.f('fk_agreement_share_place_id_place')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_agreement_share')),
    sa.UniqueConstraint('place_id', name=op.f('uq_agreement_share_place_id'))
    )


def downgrade() -> None:
    op.drop_table('agreement_share')
    with op.batch_alter_table('agreement_objection', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_agreement_objection_version_id'))

    op.drop_table('agreement_objection')
    with op.batch_alter_table('agreement_acceptance', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_agreement_acceptance_version_id'))

    op.drop_table('agreement_acceptance')
    with op.batch_alter_table('agreement_version', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_agreement_version_call_id'))

    op.drop_table('agreement_version')
    with op.batch_alter_table('agreement_clause', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_agreement_clause_call_id'))

    op.drop_table('agreement_clause')
    op.drop_table('agreement_template')
