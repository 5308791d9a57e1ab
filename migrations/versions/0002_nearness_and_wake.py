"""what offers ask beside skills, vectors, when a task is woken"""

from alembic import op
import sqlalchemy as sa

from sqlalchemy.dialects import postgresql

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), 'postgresql')


def upgrade():
    op.add_column('jobs', sa.Column('languages', JSON, nullable=True))
    op.add_column('job_skills', sa.Column('years', sa.Double(), nullable=True))
    op.add_column('tasks', sa.Column('wake_at', sa.DateTime(timezone=True), nullable=True))
    op.create_index('ix_tasks_state_wake', 'tasks', ['state', 'wake_at'])
    op.create_table('cv_vectors',
    sa.Column('cv_id', sa.Integer(), nullable=False),
    sa.Column('model', sa.String(length=80), nullable=False),
    sa.Column('lines', JSON, nullable=False),
    sa.Column('vectors', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['cv_id'], ['cv.id'], name=op.f('fk_cv_vectors_cv_id_cv'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('cv_id', name=op.f('pk_cv_vectors'))
    )
    op.create_table('skill_vectors',
    sa.Column('name', sa.String(length=80), nullable=False),
    sa.Column('model', sa.String(length=80), nullable=False),
    sa.Column('vector', sa.LargeBinary(), nullable=False),
    sa.Column('revision', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('name', 'model', name=op.f('pk_skill_vectors'))
    )
    op.create_index(op.f('ix_skill_vectors_revision'), 'skill_vectors', ['revision'])


def downgrade():
    op.drop_table('skill_vectors')
    op.drop_table('cv_vectors')
    op.drop_index('ix_tasks_state_wake', table_name='tasks')
    op.drop_column('tasks', 'wake_at')
    op.drop_column('job_skills', 'years')
    op.drop_column('jobs', 'languages')
