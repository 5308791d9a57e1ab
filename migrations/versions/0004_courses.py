"""courses, their vectors, generations of the index, courses that people keep"""

from alembic import op
import sqlalchemy as sa

from sqlalchemy.dialects import postgresql

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), 'postgresql')
MOMENT = sa.DateTime(timezone=True)


def upgrade():
    op.create_table('courses',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('course_id', sa.String(length=160), nullable=False),
    sa.Column('slug', sa.String(length=150), nullable=False),
    sa.Column('title', sa.String(length=300), nullable=False),
    sa.Column('description', sa.Text(), nullable=False),
    sa.Column('partner', sa.String(length=301), nullable=False),
    sa.Column('url', sa.Text(), nullable=True),
    sa.Column('categories', JSON, nullable=False),
    sa.Column('skills', JSON, nullable=False),
    sa.Column('level', sa.String(length=32), nullable=True),
    sa.Column('hours', sa.Double(), nullable=True),
    sa.Column('language', sa.String(length=3), nullable=True),
    sa.Column('rating', sa.Double(), nullable=True),
    sa.Column('rating_count', sa.BigInteger(), nullable=True),
    sa.Column('enrolments', sa.BigInteger(), nullable=True),
    sa.Column('kind', sa.String(length=32), nullable=False),
    sa.Column('source', sa.String(length=32), nullable=False),
    sa.Column('syllabus', JSON, nullable=True),
    sa.Column('syllabus_at', MOMENT, nullable=True),
    sa.Column('content_hash', sa.String(length=32), nullable=False),
    sa.Column('link_checked_at', MOMENT, nullable=True),
    sa.Column('link_ok', sa.Boolean(), nullable=True),
    sa.Column('first_seen_at', MOMENT, nullable=False),
    sa.Column('last_seen_at', MOMENT, nullable=False),
    sa.Column('is_active', sa.Boolean(), nullable=False),
    sa.Column('revision', sa.BigInteger(), nullable=False),
    sa.CheckConstraint("kind IN ('course', 'specialization', 'certificate', 'project')", name=op.f('ck_courses_kind')),
    sa.CheckConstraint("level IN ('beginner', 'intermediate', 'advanced', 'mixed')", name=op.f('ck_courses_level')),
    sa.CheckConstraint('rating >= 0 AND rating <= 5', name=op.f('ck_courses_rating')),
    sa.CheckConstraint('hours > 0', name=op.f('ck_courses_hours')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_courses')),
    sa.UniqueConstraint('course_id', name=op.f('uq_courses_course_id')),
    sqlite_autoincrement=True
    )
    op.create_index('ix_courses_url', 'courses', ['url'])
    op.create_index('ix_courses_active_link_checked', 'courses', ['is_active', 'link_checked_at'])
    op.create_index(op.f('ix_courses_slug'), 'courses', ['slug'])
    op.create_index(op.f('ix_courses_revision'), 'courses', ['revision'])
    op.create_table('course_vectors',
    sa.Column('course_id', sa.Integer(), nullable=False),
    sa.Column('model', sa.String(length=80), nullable=False),
    sa.Column('content_hash', sa.String(length=32), nullable=False),
    sa.Column('vector', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['course_id'], ['courses.id'], name=op.f('fk_course_vectors_course_id_courses'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('course_id', 'model', name=op.f('pk_course_vectors'))
    )
    op.create_table('index_generations',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=60), nullable=False),
    sa.Column('state', sa.String(length=32), nullable=False),
    sa.Column('model', sa.String(length=80), nullable=False),
    sa.Column('courses', sa.Integer(), nullable=False),
    sa.Column('revision', sa.BigInteger(), nullable=False),
    sa.Column('size_bytes', sa.BigInteger(), nullable=False),
    sa.Column('recall', sa.Double(), nullable=True),
    sa.Column('fault', sa.String(length=200), nullable=False),
    sa.Column('task_id', sa.Integer(), nullable=True),
    sa.Column('started_at', MOMENT, nullable=False),
    sa.Column('finished_at', MOMENT, nullable=True),
    sa.CheckConstraint("state IN ('building', 'ready', 'failed', 'cancelled', 'removed')", name=op.f('ck_index_generations_state')),
    sa.ForeignKeyConstraint(['task_id'], ['tasks.id'], name=op.f('fk_index_generations_task_id_tasks'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_index_generations')),
    sa.UniqueConstraint('name', name=op.f('uq_index_generations_name')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_index_generations_task_id'), 'index_generations', ['task_id'])
    op.create_index(op.f('ix_index_generations_started_at'), 'index_generations', ['started_at'])
    op.create_table('index_pointers',
    sa.Column('name', sa.String(length=40), nullable=False),
    sa.Column('current_id', sa.Integer(), nullable=True),
    sa.Column('previous_id', sa.Integer(), nullable=True),
    sa.Column('moved_at', MOMENT, nullable=True),
    sa.Column('checked_at', MOMENT, nullable=True),
    sa.Column('probes', sa.Integer(), nullable=False),
    sa.Column('probes_found', sa.Integer(), nullable=False),
    sa.Column('probe_fault', sa.String(length=200), nullable=False),
    sa.ForeignKeyConstraint(['current_id'], ['index_generations.id'], name=op.f('fk_index_pointers_current_id_index_generations'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['previous_id'], ['index_generations.id'], name=op.f('fk_index_pointers_previous_id_index_generations'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_index_pointers'))
    )
    op.create_index(op.f('ix_index_pointers_current_id'), 'index_pointers', ['current_id'])
    op.create_index(op.f('ix_index_pointers_previous_id'), 'index_pointers', ['previous_id'])
    op.create_table('user_courses',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('course_id', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(length=32), nullable=False),
    sa.Column('saved_at', MOMENT, nullable=False),
    sa.Column('done_at', MOMENT, nullable=True),
    sa.CheckConstraint("state IN ('saved', 'started', 'done')", name=op.f('ck_user_courses_state')),
    sa.ForeignKeyConstraint(['course_id'], ['courses.id'], name=op.f('fk_user_courses_course_id_courses'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_user_courses_user_id_users'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_user_courses')),
    sa.UniqueConstraint('user_id', 'course_id', name=op.f('uq_user_courses_user_id_course_id')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_user_courses_course_id'), 'user_courses', ['course_id'])


def downgrade():
    for name in ('user_courses', 'index_pointers', 'index_generations', 'course_vectors', 'courses'):
        op.drop_table(name)
