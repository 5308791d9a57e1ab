"""what courses were known by before"""

from alembic import op
import sqlalchemy as sa

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('course_aliases',
    sa.Column('alias', sa.String(length=160), nullable=False),
    sa.Column('number', sa.Integer(), nullable=True),
    sa.Column('course_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['course_id'], ['courses.id'], name=op.f('fk_course_aliases_course_id_courses'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('alias', name=op.f('pk_course_aliases')),
    sa.UniqueConstraint('number', name=op.f('uq_course_aliases_number'))
    )
    op.create_index(op.f('ix_course_aliases_course_id'), 'course_aliases', ['course_id'])


def downgrade():
    op.drop_table('course_aliases')
