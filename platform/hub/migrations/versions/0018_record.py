"""members run their own record: circles of its fields, past projects, case studies, verified and confirmed

Revision ID: 0018
Revises: 0017
"""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = '0018'
down_revision = '0017'
branch_labels = None
depends_on = None


def both(name: str, kind: sa.types.TypeEngine) -> list[sa.Column]:
    return [sa.Column(f'{name}_{language}', kind, nullable=False) for language in ('ja', 'en')]


def upgrade() -> None:
    for column in (
        sa.Column('address_ja', sa.String(length=300), nullable=False, server_default=''),
        sa.Column('address_en', sa.String(length=300), nullable=False, server_default=''),
        sa.Column('logo', sa.String(length=80), nullable=False, server_default=''),
        sa.Column('verified', sa.Boolean(), nullable=False, server_default=sa.true()),
        sa.Column('confirmed_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('reminded_at', sa.DateTime(timezone=True), nullable=True),
    ):
        op.add_column('member', column)
    # Whoever is here was looked at by the secretariat; their year begins now.
    member = sa.table('member', sa.column('confirmed_at', sa.DateTime(timezone=True)))
    op.execute(member.update().values(confirmed_at=datetime.now(UTC)))
    op.create_table('member_project',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=False),
    *both('title', sa.String(length=200)),
    *both('what', sa.Text()),
    *both('partners', sa.String(length=300)),
    sa.Column('country_code', sa.String(length=8), nullable=True),
    sa.Column('year', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['country_code'], ['country.code'], name=op.f('fk_member_project_country_code_country')),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_member_project_member_id_member')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_member_project'))
    )
    for column in ('country_code', 'member_id'):
        op.create_index(op.f(f'ix_member_project_{column}'), 'member_project', [column])
    op.create_table('member_case',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=False),
    *both('title', sa.String(length=200)),
    *both('what', sa.Text()),
    sa.Column('picture', sa.String(length=80), nullable=False),
    *both('picture_shows', sa.String(length=200)),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_member_case_member_id_member')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_member_case'))
    )
    op.create_index(op.f('ix_member_case_member_id'), 'member_case', ['member_id'])
    op.create_table('member_release',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.Column('field', sa.String(length=20), nullable=False),
    sa.Column('circle', sa.String(length=12), nullable=False),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_member_release_member_id_member')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_member_release')),
    sa.UniqueConstraint('member_id', 'field', name=op.f('uq_member_release_member_id_field'))
    )


def downgrade() -> None:
    for table in ('member_release', 'member_case', 'member_project'):
        op.drop_table(table)
    for column in ('reminded_at', 'confirmed_at', 'verified', 'logo', 'address_en', 'address_ja'):
        op.drop_column('member', column)
