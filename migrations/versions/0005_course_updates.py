"""weekly updates of the courses"""

from alembic import op
import sqlalchemy as sa

from sqlalchemy.dialects import postgresql

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), 'postgresql')
MOMENT = sa.DateTime(timezone=True)
STATES = "'running', 'ok', 'blocked', 'quota', 'changed', 'failed', 'interrupted', 'cancelled'"


def upgrade():
    op.create_table('course_updates',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('source', sa.String(length=40), nullable=False),
    sa.Column('task_id', sa.Integer(), nullable=True),
    sa.Column('status', sa.String(length=32), nullable=False),
    sa.Column('counts', JSON, nullable=False),
    sa.Column('samples', JSON, nullable=False),
    sa.Column('notes', JSON, nullable=False),
    sa.Column('cursor', sa.Text(), nullable=False),
    sa.Column('error', sa.Text(), nullable=False),
    sa.Column('started_at', MOMENT, nullable=False),
    sa.Column('heartbeat_at', MOMENT, nullable=False),
    sa.Column('completed_at', MOMENT, nullable=True),
    sa.CheckConstraint(f"status IN ({STATES})", name=op.f('ck_course_updates_status')),
    sa.ForeignKeyConstraint(['task_id'], ['tasks.id'], name=op.f('fk_course_updates_task_id_tasks'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_course_updates')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_course_updates_task_id'), 'course_updates', ['task_id'])
    op.create_index(op.f('ix_course_updates_started_at'), 'course_updates', ['started_at'])
    op.create_index('uq_course_updates_under_way', 'course_updates', ['source'], unique=True,
                    sqlite_where=sa.text('completed_at IS NULL'), postgresql_where=sa.text('completed_at IS NULL'))


def downgrade():
    op.drop_table('course_updates')
