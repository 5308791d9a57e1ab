"""quizzes, proofs, and what is asked of a language model"""

from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), 'postgresql')
MOMENT = sa.DateTime(timezone=True)


def upgrade():
    op.create_table('ai_breakers',
    sa.Column('provider', sa.String(length=255), nullable=False),
    sa.Column('failures', sa.Integer(), nullable=False),
    sa.Column('open_until', MOMENT, nullable=True),
    sa.Column('fault', sa.String(length=60), nullable=False),
    sa.Column('changed_at', MOMENT, nullable=False),
    sa.PrimaryKeyConstraint('provider', name=op.f('pk_ai_breakers'))
    )
    op.create_table('ai_configs',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('engine', sa.String(length=32), nullable=False),
    sa.Column('base_url', sa.String(length=300), nullable=False),
    sa.Column('model', sa.String(length=120), nullable=False),
    sa.Column('vision_model', sa.String(length=120), nullable=False),
    sa.Column('secrets', sa.Text(), nullable=False),
    sa.Column('price_in', sa.Double(), nullable=False),
    sa.Column('price_out', sa.Double(), nullable=False),
    sa.Column('monthly_budget', sa.Double(), nullable=True),
    sa.Column('calls_per_day', sa.Integer(), nullable=False),
    sa.Column('call_seconds', sa.Integer(), nullable=False),
    sa.Column('created_by_id', sa.Integer(), nullable=True),
    sa.Column('created_at', MOMENT, nullable=False),
    sa.CheckConstraint("engine IN ('none', 'groq', 'openai')", name=op.f('ck_ai_configs_engine')),
    sa.CheckConstraint('calls_per_day >= 0', name=op.f('ck_ai_configs_calls_per_day')),
    sa.CheckConstraint('call_seconds > 0', name=op.f('ck_ai_configs_call_seconds')),
    sa.ForeignKeyConstraint(['created_by_id'], ['users.id'], name=op.f('fk_ai_configs_created_by_id_users'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_ai_configs')),
    sa.UniqueConstraint('version', name=op.f('uq_ai_configs_version')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_ai_configs_created_by_id'), 'ai_configs', ['created_by_id'])

    op.create_table('consents',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('purpose', sa.String(length=32), nullable=False),
    sa.Column('provider', sa.String(length=255), nullable=False),
    sa.Column('text_version', sa.String(length=20), nullable=False),
    sa.Column('granted_at', MOMENT, nullable=False),
    sa.Column('withdrawn_at', MOMENT, nullable=True),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_consents_user_id_users'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_consents')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_consents_user_id'), 'consents', ['user_id'])
    op.create_index('uq_consents_standing', 'consents', ['user_id', 'purpose', 'provider'], unique=True,
                    sqlite_where=sa.text('withdrawn_at IS NULL'), postgresql_where=sa.text('withdrawn_at IS NULL'))

    op.create_table('quiz_attempts',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('skill', sa.String(length=80), nullable=False),
    sa.Column('language', sa.String(length=5), nullable=False),
    sa.Column('origin', sa.String(length=32), nullable=False),
    sa.Column('state', sa.String(length=32), nullable=False),
    sa.Column('questions', JSON, nullable=False),
    sa.Column('answers', JSON, nullable=False),
    sa.Column('percent', sa.Double(), nullable=True),
    sa.Column('level', sa.String(length=32), nullable=True),
    sa.Column('passed', sa.Boolean(), nullable=True),
    sa.Column('seed', sa.BigInteger(), nullable=False),
    sa.Column('started_at', MOMENT, nullable=False),
    sa.Column('deadline_at', MOMENT, nullable=False),
    sa.Column('submitted_at', MOMENT, nullable=True),
    sa.CheckConstraint("level IN ('novice', 'beginner', 'intermediate', 'advanced', 'expert')", name=op.f('ck_quiz_attempts_level')),
    sa.CheckConstraint("state IN ('open', 'done', 'late')", name=op.f('ck_quiz_attempts_state')),
    sa.CheckConstraint('percent >= 0 AND percent <= 100', name=op.f('ck_quiz_attempts_percent')),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_quiz_attempts_user_id_users'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_quiz_attempts')),
    sqlite_autoincrement=True
    )
    op.create_index('ix_quiz_attempts_user_skill_started', 'quiz_attempts', ['user_id', 'skill', 'started_at'])
    op.create_index('uq_quiz_attempts_open', 'quiz_attempts', ['user_id', 'skill'], unique=True,
                    sqlite_where=sa.text("state = 'open'"), postgresql_where=sa.text("state = 'open'"))

    op.create_table('quiz_questions',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=120), nullable=False),
    sa.Column('skill', sa.String(length=80), nullable=False),
    sa.Column('difficulty', sa.String(length=32), nullable=False),
    sa.Column('topic', sa.String(length=120), nullable=False),
    sa.Column('source', sa.String(length=300), nullable=False),
    sa.Column('texts', JSON, nullable=False),
    sa.Column('state', sa.String(length=32), nullable=False),
    sa.Column('origin', sa.String(length=32), nullable=False),
    sa.Column('course_id', sa.Integer(), nullable=True),
    sa.Column('content_hash', sa.String(length=32), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('flags', sa.Integer(), nullable=False),
    sa.Column('times_asked', sa.Integer(), nullable=False),
    sa.Column('times_right', sa.Integer(), nullable=False),
    sa.Column('percent_sum', sa.Double(), nullable=False),
    sa.Column('percent_square_sum', sa.Double(), nullable=False),
    sa.Column('right_percent_sum', sa.Double(), nullable=False),
    sa.Column('edited_by_id', sa.Integer(), nullable=True),
    sa.Column('edited_at', MOMENT, nullable=True),
    sa.Column('created_at', MOMENT, nullable=False),
    sa.CheckConstraint("difficulty IN ('easy', 'medium', 'hard')", name=op.f('ck_quiz_questions_difficulty')),
    sa.CheckConstraint("origin IN ('bank', 'model', 'admin')", name=op.f('ck_quiz_questions_origin')),
    sa.CheckConstraint("state IN ('active', 'draft', 'flagged', 'retired')", name=op.f('ck_quiz_questions_state')),
    sa.ForeignKeyConstraint(['course_id'], ['courses.id'], name=op.f('fk_quiz_questions_course_id_courses'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['edited_by_id'], ['users.id'], name=op.f('fk_quiz_questions_edited_by_id_users'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_quiz_questions')),
    sa.UniqueConstraint('key', name=op.f('uq_quiz_questions_key')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_quiz_questions_course_id'), 'quiz_questions', ['course_id'])
    op.create_index(op.f('ix_quiz_questions_edited_by_id'), 'quiz_questions', ['edited_by_id'])
    op.create_index('ix_quiz_questions_skill_state', 'quiz_questions', ['skill', 'state'])
    op.create_index(op.f('ix_quiz_questions_state'), 'quiz_questions', ['state'])

    op.create_table('ai_calls',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=True),
    sa.Column('purpose', sa.String(length=32), nullable=False),
    sa.Column('subject', sa.String(length=120), nullable=False),
    sa.Column('provider', sa.String(length=255), nullable=False),
    sa.Column('model', sa.String(length=120), nullable=False),
    sa.Column('content_hash', sa.String(length=64), nullable=False),
    sa.Column('sent', sa.Text(), nullable=False),
    sa.Column('answer', JSON, nullable=True),
    sa.Column('state', sa.String(length=32), nullable=False),
    sa.Column('fault', sa.String(length=60), nullable=False),
    sa.Column('detail', sa.Text(), nullable=False),
    sa.Column('requests', sa.Integer(), nullable=False),
    sa.Column('input_tokens', sa.Integer(), nullable=False),
    sa.Column('output_tokens', sa.Integer(), nullable=False),
    sa.Column('micro_dollars', sa.BigInteger(), nullable=False),
    sa.Column('milliseconds', sa.Integer(), nullable=False),
    sa.Column('task_id', sa.Integer(), nullable=True),
    sa.Column('created_at', MOMENT, nullable=False),
    sa.Column('finished_at', MOMENT, nullable=True),
    sa.CheckConstraint("state IN ('running', 'ok', 'failed')", name=op.f('ck_ai_calls_state')),
    sa.ForeignKeyConstraint(['task_id'], ['tasks.id'], name=op.f('fk_ai_calls_task_id_tasks'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_ai_calls_user_id_users'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_ai_calls')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_ai_calls_created_at'), 'ai_calls', ['created_at'])
    op.create_index(op.f('ix_ai_calls_task_id'), 'ai_calls', ['task_id'])
    op.create_index('ix_ai_calls_user_hash', 'ai_calls', ['user_id', 'content_hash'])

    op.create_table('cv_claims',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('cv_id', sa.Integer(), nullable=False),
    sa.Column('category', sa.String(length=32), nullable=False),
    sa.Column('origin', sa.String(length=32), nullable=False),
    sa.Column('claim', JSON, nullable=False),
    sa.Column('line', sa.Integer(), nullable=False),
    sa.Column('is_hidden', sa.Boolean(), nullable=False),
    sa.Column('created_at', MOMENT, nullable=False),
    sa.CheckConstraint("category IN ('certifications', 'courses', 'diplomas', 'languages')", name=op.f('ck_cv_claims_category')),
    sa.CheckConstraint("origin IN ('person', 'model')", name=op.f('ck_cv_claims_origin')),
    sa.ForeignKeyConstraint(['cv_id'], ['cv.id'], name=op.f('fk_cv_claims_cv_id_cv'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_cv_claims')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_cv_claims_cv_id'), 'cv_claims', ['cv_id'])

    op.create_table('proofs',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('cv_id', sa.Integer(), nullable=False),
    sa.Column('category', sa.String(length=32), nullable=False),
    sa.Column('claim_key', sa.String(length=64), nullable=False),
    sa.Column('claim', JSON, nullable=False),
    sa.Column('file_name', sa.String(length=255), nullable=False),
    sa.Column('file_path', sa.String(length=64), nullable=False),
    sa.Column('content_type', sa.String(length=100), nullable=False),
    sa.Column('size_bytes', sa.Integer(), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('pages', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(length=32), nullable=False),
    sa.Column('verdict', sa.String(length=32), nullable=True),
    sa.Column('confidence', sa.Integer(), nullable=True),
    sa.Column('findings', JSON, nullable=False),
    sa.Column('skills', JSON, nullable=False),
    sa.Column('engine', sa.String(length=32), nullable=False),
    sa.Column('fault', sa.Text(), nullable=False),
    sa.Column('task_id', sa.Integer(), nullable=True),
    sa.Column('uploaded_at', MOMENT, nullable=False),
    sa.Column('checked_at', MOMENT, nullable=True),
    sa.CheckConstraint("category IN ('certifications', 'courses', 'diplomas', 'languages')", name=op.f('ck_proofs_category')),
    sa.CheckConstraint("state IN ('waiting', 'checking', 'checked', 'failed')", name=op.f('ck_proofs_state')),
    sa.CheckConstraint("verdict IN ('confirmed', 'partly_confirmed', 'not_confirmed', 'cannot_tell')", name=op.f('ck_proofs_verdict')),
    sa.CheckConstraint('confidence >= 0 AND confidence <= 100', name=op.f('ck_proofs_confidence')),
    sa.ForeignKeyConstraint(['cv_id'], ['cv.id'], name=op.f('fk_proofs_cv_id_cv'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['task_id'], ['tasks.id'], name=op.f('fk_proofs_task_id_tasks'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_proofs_user_id_users'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_proofs')),
    sa.UniqueConstraint('cv_id', 'category', 'claim_key', name=op.f('uq_proofs_cv_id_category_claim_key')),
    sa.UniqueConstraint('file_path', name=op.f('uq_proofs_file_path')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_proofs_task_id'), 'proofs', ['task_id'])
    op.create_index('ix_proofs_user_verdict', 'proofs', ['user_id', 'verdict'])



def downgrade():
    op.drop_table('proofs')
    op.drop_table('cv_claims')
    op.drop_table('ai_calls')
    op.drop_table('quiz_questions')
    op.drop_table('quiz_attempts')
    op.drop_table('consents')
    op.drop_table('ai_configs')
    op.drop_table('ai_breakers')
