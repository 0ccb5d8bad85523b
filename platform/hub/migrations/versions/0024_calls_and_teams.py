"""open calls and consortium teams

Revision ID: 0024
Revises: 0023
"""

import sqlalchemy as sa
from alembic import op

revision = '0024'
down_revision = '0023'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('open_call',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=20), nullable=False),
    sa.Column('stage', sa.String(length=20), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('anonymous', sa.Boolean(), nullable=False),
    sa.Column('written_in', sa.String(length=2), nullable=False),
    sa.Column('title_ja', sa.String(length=120), nullable=False),
    sa.Column('title_en', sa.String(length=120), nullable=False),
    sa.Column('technology_code', sa.String(length=40), nullable=True),
    sa.Column('phase', sa.String(length=20), nullable=False),
    sa.Column('problem', sa.Text(), nullable=False),
    sa.Column('beneficiary', sa.Text(), nullable=False),
    sa.Column('result', sa.Text(), nullable=False),
    sa.Column('partner_work', sa.Text(), nullable=False),
    sa.Column('funding', sa.Text(), nullable=False),
    sa.Column('coordinator', sa.String(length=10), nullable=False),
    sa.Column('questions_until', sa.Date(), nullable=True),
    sa.Column('closes_on', sa.Date(), nullable=True),
    sa.Column('comment', sa.Text(), nullable=False),
    sa.Column('reason', sa.String(length=20), nullable=False),
    sa.Column('reason_words', sa.Text(), nullable=False),
    sa.Column('team_circle', sa.String(length=12), nullable=False),
    sa.Column('begun_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('submitted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('opened_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('stirred_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_open_call_account_id_account')),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_open_call_member_id_member')),
    sa.ForeignKeyConstraint(['technology_code'], ['technology.code'], name=op.f('fk_open_call_technology_code_technology')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_open_call')),
    sa.UniqueConstraint('key', name=op.f('uq_open_call_key'))
    )
    with op.batch_alter_table('open_call', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_open_call_account_id'), ['account_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_open_call_closes_on'), ['closes_on'], unique=False)
        batch_op.create_index(batch_op.f('ix_open_call_member_id'), ['member_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_open_call_opened_at'), ['opened_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_open_call_stage'), ['stage'], unique=False)
        batch_op.create_index(batch_op.f('ix_open_call_technology_code'), ['technology_code'], unique=False)

    op.create_table('expression',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=20), nullable=False),
    sa.Column('call_id', sa.Integer(), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('role', sa.String(length=20), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('unclear', sa.Text(), nullable=False),
    sa.Column('asks_name', sa.Boolean(), nullable=False),
    sa.Column('reason', sa.String(length=40), nullable=False),
    sa.Column('reason_words', sa.Text(), nullable=False),
    sa.Column('begun_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_expression_account_id_account')),
    sa.ForeignKeyConstraint(['call_id'], ['open_call.id'], name=op.f('fk_expression_call_id_open_call')),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_expression_member_id_member')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_expression')),
    sa.UniqueConstraint('call_id', 'member_id', name=op.f('uq_expression_call_id_member_id')),
    sa.UniqueConstraint('key', name=op.f('uq_expression_key'))
    )
    with op.batch_alter_table('expression', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_expression_account_id'), ['account_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_expression_call_id'), ['call_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_expression_member_id'), ['member_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_expression_state'), ['state'], unique=False)

    op.create_table('open_call_country',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('call_id', sa.Integer(), nullable=False),
    sa.Column('country_code', sa.String(length=8), nullable=False),
    sa.ForeignKeyConstraint(['call_id'], ['open_call.id'], name=op.f('fk_open_call_country_call_id_open_call')),
    sa.ForeignKeyConstraint(['country_code'], ['country.code'], name=op.f('fk_open_call_country_country_code_country')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_open_call_country')),
    sa.UniqueConstraint('call_id', 'country_code', name=op.f('uq_open_call_country_call_id_country_code'))
    )
    with op.batch_alter_table('open_call_country', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_open_call_country_call_id'), ['call_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_open_call_country_country_code'), ['country_code'], unique=False)

    op.create_table('open_call_need',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('call_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('must', sa.Boolean(), nullable=False),
    sa.Column('text', sa.String(length=200), nullable=False),
    sa.Column('technology_code', sa.String(length=40), nullable=True),
    sa.Column('country_code', sa.String(length=8), nullable=True),
    sa.ForeignKeyConstraint(['call_id'], ['open_call.id'], name=op.f('fk_open_call_need_call_id_open_call')),
    sa.ForeignKeyConstraint(['country_code'], ['country.code'], name=op.f('fk_open_call_need_country_code_country')),
    sa.ForeignKeyConstraint(['technology_code'], ['technology.code'], name=op.f('fk_open_call_need_technology_code_technology')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_open_call_need')),
    sa.UniqueConstraint('call_id', 'position', name=op.f('uq_open_call_need_call_id_position'))
    )
    with op.batch_alter_table('open_call_need', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_open_call_need_call_id'), ['call_id'], unique=False)

    op.create_table('open_call_question',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('call_id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('answer', sa.Text(), nullable=False),
    sa.Column('answered_by', sa.Integer(), nullable=True),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_open_call_question_account_id_account')),
    sa.ForeignKeyConstraint(['answered_by'], ['account.id'], name=op.f('fk_open_call_question_answered_by_account')),
    sa.ForeignKeyConstraint(['call_id'], ['open_call.id'], name=op.f('fk_open_call_question_call_id_open_call')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_open_call_question'))
    )
    with op.batch_alter_table('open_call_question', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_open_call_question_account_id'), ['account_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_open_call_question_call_id'), ['call_id'], unique=False)

    op.create_table('open_call_release',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('call_id', sa.Integer(), nullable=False),
    sa.Column('field', sa.String(length=20), nullable=False),
    sa.Column('circle', sa.String(length=12), nullable=False),
    sa.ForeignKeyConstraint(['call_id'], ['open_call.id'], name=op.f('fk_open_call_release_call_id_open_call')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_open_call_release')),
    sa.UniqueConstraint('call_id', 'field', name=op.f('uq_open_call_release_call_id_field'))
    )
    with op.batch_alter_table('open_call_release', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_open_call_release_call_id'), ['call_id'], unique=False)

    op.create_table('open_call_role',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('call_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('text', sa.String(length=200), nullable=False),
    sa.ForeignKeyConstraint(['call_id'], ['open_call.id'], name=op.f('fk_open_call_role_call_id_open_call')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_open_call_role')),
    sa.UniqueConstraint('call_id', 'position', name=op.f('uq_open_call_role_call_id_position'))
    )
    with op.batch_alter_table('open_call_role', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_open_call_role_call_id'), ['call_id'], unique=False)

    op.create_table('place',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('call_id', sa.Integer(), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.Column('lead', sa.Boolean(), nullable=False),
    sa.Column('shown', sa.Boolean(), nullable=False),
    sa.Column('joined_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('end', sa.String(length=20), nullable=False),
    sa.Column('end_words', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['call_id'], ['open_call.id'], name=op.f('fk_place_call_id_open_call')),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_place_member_id_member')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_place')),
    sa.UniqueConstraint('call_id', 'member_id', name=op.f('uq_place_call_id_member_id'))
    )
    with op.batch_alter_table('place', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_place_call_id'), ['call_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_place_ended_at'), ['ended_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_place_member_id'), ['member_id'], unique=False)

    op.create_table('reveal',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('call_id', sa.Integer(), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.Column('caller_agreed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('member_agreed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('opened_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['call_id'], ['open_call.id'], name=op.f('fk_reveal_call_id_open_call')),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_reveal_member_id_member')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reveal')),
    sa.UniqueConstraint('call_id', 'member_id', name=op.f('uq_reveal_call_id_member_id'))
    )
    with op.batch_alter_table('reveal', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_reveal_call_id'), ['call_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_reveal_member_id'), ['member_id'], unique=False)

    op.create_table('team_invitation',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=20), nullable=False),
    sa.Column('call_id', sa.Integer(), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.Column('invited_by', sa.Integer(), nullable=False),
    sa.Column('answered_by', sa.Integer(), nullable=True),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('role', sa.String(length=20), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('counter_role', sa.String(length=20), nullable=False),
    sa.Column('counter_text', sa.Text(), nullable=False),
    sa.Column('reason', sa.String(length=40), nullable=False),
    sa.Column('reason_words', sa.Text(), nullable=False),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('open_slot', sa.String(length=60), nullable=True),
    sa.ForeignKeyConstraint(['answered_by'], ['account.id'], name=op.f('fk_team_invitation_answered_by_account')),
    sa.ForeignKeyConstraint(['call_id'], ['open_call.id'], name=op.f('fk_team_invitation_call_id_open_call')),
    sa.ForeignKeyConstraint(['invited_by'], ['account.id'], name=op.f('fk_team_invitation_invited_by_account')),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_team_invitation_member_id_member')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_team_invitation')),
    sa.UniqueConstraint('key', name=op.f('uq_team_invitation_key')),
    sa.UniqueConstraint('open_slot', name=op.f('uq_team_invitation_open_slot'))
    )
    with op.batch_alter_table('team_invitation', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_team_invitation_call_id'), ['call_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_team_invitation_member_id'), ['member_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_team_invitation_state'), ['state'], unique=False)

    op.create_table('expression_answer',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('expression_id', sa.Integer(), nullable=False),
    sa.Column('need_id', sa.Integer(), nullable=False),
    sa.Column('fills', sa.String(length=10), nullable=False),
    sa.Column('text', sa.String(length=500), nullable=False),
    sa.ForeignKeyConstraint(['expression_id'], ['expression.id'], name=op.f('fk_expression_answer_expression_id_expression')),
    sa.ForeignKeyConstraint(['need_id'], ['open_call_need.id'], name=op.f('fk_expression_answer_need_id_open_call_need')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_expression_answer')),
    sa.UniqueConstraint('expression_id', 'need_id', name=op.f('uq_expression_answer_expression_id_need_id'))
    )
    with op.batch_alter_table('expression_answer', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_expression_answer_expression_id'), ['expression_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_expression_answer_need_id'), ['need_id'], unique=False)

    op.create_table('place_cover',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('place_id', sa.Integer(), nullable=False),
    sa.Column('need_id', sa.Integer(), nullable=False),
    sa.Column('fills', sa.String(length=10), nullable=False),
    sa.ForeignKeyConstraint(['need_id'], ['open_call_need.id'], name=op.f('fk_place_cover_need_id_open_call_need')),
    sa.ForeignKeyConstraint(['place_id'], ['place.id'], name=op.f('fk_place_cover_place_id_place')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_place_cover')),
    sa.UniqueConstraint('place_id', 'need_id', name=op.f('uq_place_cover_place_id_need_id'))
    )
    with op.batch_alter_table('place_cover', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_place_cover_need_id'), ['need_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_place_cover_place_id'), ['place_id'], unique=False)

    op.create_table('place_duty',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('place_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.ForeignKeyConstraint(['place_id'], ['place.id'], name=op.f('fk_place_duty_place_id_place')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_place_duty')),
    sa.UniqueConstraint('place_id', 'kind', name=op.f('uq_place_duty_place_id_kind'))
    )
    with op.batch_alter_table('place_duty', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_place_duty_place_id'), ['place_id'], unique=False)

    op.create_table('place_person',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('place_id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('added_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('pledged_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('pledge_version', sa.String(length=10), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_place_person_account_id_account')),
    sa.ForeignKeyConstraint(['place_id'], ['place.id'], name=op.f('fk_place_person_place_id_place')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_place_person')),
    sa.UniqueConstraint('place_id', 'account_id', name=op.f('uq_place_person_place_id_account_id'))
    )
    with op.batch_alter_table('place_person', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_place_person_account_id'), ['account_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_place_person_place_id'), ['place_id'], unique=False)



def downgrade() -> None:
    with op.batch_alter_table('place_person', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_place_person_place_id'))
        batch_op.drop_index(batch_op.f('ix_place_person_account_id'))

    op.drop_table('place_person')
    with op.batch_alter_table('place_duty', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_place_duty_place_id'))

    op.drop_table('place_duty')
    with op.batch_alter_table('place_cover', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_place_cover_place_id'))
        batch_op.drop_index(batch_op.f('ix_place_cover_need_id'))

    op.drop_table('place_cover')
    with op.batch_alter_table('expression_answer', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_expression_answer_need_id'))
        batch_op.drop_index(batch_op.f('ix_expression_answer_expression_id'))

    op.drop_table('expression_answer')
    with op.batch_alter_table('team_invitation', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_team_invitation_state'))
        batch_op.drop_index(batch_op.f('ix_team_invitation_member_id'))
        batch_op.drop_index(batch_op.f('ix_team_invitation_call_id'))

    op.drop_table('team_invitation')
    with op.batch_alter_table('reveal', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_reveal_member_id'))
        batch_op.drop_index(batch_op.f('ix_reveal_call_id'))

    op.drop_table('reveal')
    with op.batch_alter_table('place', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_place_member_id'))
        batch_op.drop_index(batch_op.f('ix_place_ended_at'))
        batch_op.drop_index(batch_op.f('ix_place_call_id'))

    op.drop_table('place')
    with op.batch_alter_table('open_call_role', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_open_call_role_call_id'))

    op.drop_table('open_call_role')
    with op.batch_alter_table('open_call_release', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_open_call_release_call_id'))

    op.drop_table('open_call_release')
    with op.batch_alter_table('open_call_question', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_open_call_question_call_id'))
        batch_op.drop_index(batch_op.f('ix_open_call_question_account_id'))

    op.drop_table('open_call_question')
    with op.batch_alter_table('open_call_need', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_open_call_need_call_id'))

    op.drop_table('open_call_need')
    with op.batch_alter_table('open_call_country', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_open_call_country_country_code'))
        batch_op.drop_index(batch_op.f('ix_open_call_country_call_id'))

    op.drop_table('open_call_country')
    with op.batch_alter_table('expression', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_expression_state'))
        batch_op.drop_index(batch_op.f('ix_expression_member_id'))
        batch_op.drop_index(batch_op.f('ix_expression_call_id'))
        batch_op.drop_index(batch_op.f('ix_expression_account_id'))

    op.drop_table('expression')
    with op.batch_alter_table('open_call', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_open_call_technology_code'))
        batch_op.drop_index(batch_op.f('ix_open_call_stage'))
        batch_op.drop_index(batch_op.f('ix_open_call_opened_at'))
        batch_op.drop_index(batch_op.f('ix_open_call_member_id'))
        batch_op.drop_index(batch_op.f('ix_open_call_closes_on'))
        batch_op.drop_index(batch_op.f('ix_open_call_account_id'))

    op.drop_table('open_call')
