"""by which method a day's scores were computed"""

from alembic import op
import sqlalchemy as sa

revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None


def upgrade():
    op.add_column(
        'score_history', sa.Column('scorer_version', sa.String(length=20), server_default='', nullable=False)
    )


def downgrade():
    op.drop_column('score_history', 'scorer_version')
