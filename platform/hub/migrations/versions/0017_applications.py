"""applications for membership, and how a member stands

Revision ID: 0017
Revises: 0016
"""

import sqlalchemy as sa
from alembic import op

revision = '0017'
down_revision = '0016'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('member') as member:
        member.add_column(sa.Column('corporate_number', sa.String(length=13), server_default='', nullable=False))
        member.add_column(sa.Column('state', sa.String(length=20), server_default='active', nullable=False))
        member.create_index(op.f('ix_member_corporate_number'), ['corporate_number'])
        member.create_index(op.f('ix_member_state'), ['state'])
    with op.batch_alter_table('member') as member:
        # Only the rows that are there need it; new ones come with a value.
        member.alter_column('corporate_number', server_default=None)
        member.alter_column('state', server_default=None)
    op.create_table('application',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('address', sa.String(length=254), nullable=False),
    sa.Column('attempt', sa.Integer(), nullable=False),
    sa.Column('language', sa.String(length=2), nullable=False),
    sa.Column('stage', sa.String(length=20), nullable=False),
    sa.Column('begun_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('submitted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=True),
    sa.Column('name_ja', sa.String(length=200), nullable=False),
    sa.Column('name_en', sa.String(length=200), nullable=False),
    sa.Column('name_kana', sa.String(length=200), nullable=False),
    sa.Column('corporate_number', sa.String(length=13), nullable=False),
    sa.Column('kind', sa.String(length=30), nullable=False),
    sa.Column('size_class', sa.String(length=10), nullable=False),
    sa.Column('prefecture', sa.String(length=20), nullable=False),
    sa.Column('website', sa.String(length=500), nullable=False),
    sa.Column('summary_ja', sa.Text(), nullable=False),
    sa.Column('summary_en', sa.Text(), nullable=False),
    sa.Column('person_ja', sa.String(length=120), nullable=False),
    sa.Column('person_en', sa.String(length=120), nullable=False),
    sa.Column('person_kana', sa.String(length=120), nullable=False),
    sa.Column('department_ja', sa.String(length=200), nullable=False),
    sa.Column('department_en', sa.String(length=200), nullable=False),
    sa.Column('phone', sa.String(length=40), nullable=False),
    sa.Column('released', sa.Boolean(), nullable=False),
    sa.Column('consented_on', sa.Date(), nullable=True),
    sa.Column('rules_version', sa.String(length=10), nullable=False),
    sa.Column('rules_accepted_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_application_member_id_member')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_application')),
    sa.UniqueConstraint('address', 'attempt', name=op.f('uq_application_address_attempt')),
    )
    op.create_index(op.f('ix_application_stage'), 'application', ['stage'])
    op.create_index(op.f('ix_application_corporate_number'), 'application', ['corporate_number'])
    op.create_table('application_capability',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('application_id', sa.Integer(), nullable=False),
    sa.Column('technology_code', sa.String(length=40), nullable=False),
    sa.Column('what_ja', sa.Text(), nullable=False),
    sa.Column('what_en', sa.Text(), nullable=False),
    sa.Column('maturity', sa.String(length=20), nullable=False),
    sa.ForeignKeyConstraint(['application_id'], ['application.id'], name=op.f('fk_application_capability_application_id_application')),
    sa.ForeignKeyConstraint(['technology_code'], ['technology.code'], name=op.f('fk_application_capability_technology_code_technology')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_application_capability')),
    sa.UniqueConstraint('application_id', 'technology_code', name=op.f('uq_application_capability_application_id_technology_code')),
    )
    op.create_table('application_country',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('application_id', sa.Integer(), nullable=False),
    sa.Column('country_code', sa.String(length=8), nullable=False),
    sa.Column('status', sa.String(length=10), nullable=False),
    sa.ForeignKeyConstraint(['application_id'], ['application.id'], name=op.f('fk_application_country_application_id_application')),
    sa.ForeignKeyConstraint(['country_code'], ['country.code'], name=op.f('fk_application_country_country_code_country')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_application_country')),
    sa.UniqueConstraint('application_id', 'country_code', name=op.f('uq_application_country_application_id_country_code')),
    )
    op.create_table('application_comment',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('application_id', sa.Integer(), nullable=False),
    sa.Column('section', sa.String(length=20), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['application_id'], ['application.id'], name=op.f('fk_application_comment_application_id_application')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_application_comment')),
    )
    op.create_index(op.f('ix_application_comment_application_id'), 'application_comment', ['application_id'])


def downgrade() -> None:
    for table in ('application_comment', 'application_country', 'application_capability', 'application'):
        op.drop_table(table)
    with op.batch_alter_table('member') as member:
        member.drop_index(op.f('ix_member_state'))
        member.drop_index(op.f('ix_member_corporate_number'))
        member.drop_column('state')
        member.drop_column('corporate_number')
