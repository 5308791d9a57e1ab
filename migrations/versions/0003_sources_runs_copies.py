"""how sources are set up, what their runs did, copies and reposts of offers"""

from alembic import op
import sqlalchemy as sa

from app.models import remake, search_index

from sqlalchemy.dialects import postgresql

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), 'postgresql')
MOMENT = sa.DateTime(timezone=True)
OPEN = sa.text('completed_at IS NULL')
COLUMNS = {
    'copy_reason': 'VARCHAR(32)',
    'copy_similarity': 'DOUBLE PRECISION',
    'listing': 'VARCHAR(160)',
    'unseen_runs': 'INTEGER DEFAULT 0 NOT NULL',
    'closed_at': 'TIMESTAMP WITH TIME ZONE',
    'closed_reason': 'VARCHAR(32)',
    'reposted_at': 'TIMESTAMP WITH TIME ZONE',
    'repost_of_id': 'INTEGER',
    'owner_id': 'INTEGER',
}
RULES = {
    'ck_jobs_closed_reason': "CHECK (closed_reason IN ('expired', 'gone', 'unseen', 'removed'))",
    'ck_jobs_copy_reason': "CHECK (copy_reason IN ('same', 'similar', 'decided'))",
    'fk_jobs_repost_of_id_jobs': 'FOREIGN KEY(repost_of_id) REFERENCES jobs (id) ON DELETE SET NULL',
    'fk_jobs_owner_id_users': 'FOREIGN KEY(owner_id) REFERENCES users (id) ON DELETE CASCADE',
}
KNOWN_COPIES = '''
    INSERT INTO copy_pairs (job_id, other_id, is_copy, similarity)
    SELECT CASE WHEN id < duplicate_of_id THEN id ELSE duplicate_of_id END,
           CASE WHEN id < duplicate_of_id THEN duplicate_of_id ELSE id END, true, 1
    FROM jobs WHERE duplicate_of_id IS NOT NULL AND duplicate_of_id <> id
'''
IN_SQLITE = {'TIMESTAMP WITH TIME ZONE': 'DATETIME', 'DOUBLE PRECISION': 'DOUBLE'}


def lines():
    """As they stand in CREATE TABLE of SQLite."""
    columns = ['%s %s' % (name, IN_SQLITE.get(kind, kind)) for name, kind in COLUMNS.items()]
    return columns + ['CONSTRAINT %s %s' % rule for rule in RULES.items()]


def is_sqlite():
    return op.get_bind().dialect.name == 'sqlite'


def upgrade():
    if is_sqlite():
        search_index.drop(op.get_bind())
        remake.add_lines(op.get_bind(), 'jobs', lines())
        search_index.create(op.get_bind())
    else:
        for column in COLUMNS.items():
            op.execute('ALTER TABLE jobs ADD COLUMN %s %s' % column)
        for rule in RULES.items():
            op.execute('ALTER TABLE jobs ADD CONSTRAINT %s %s' % rule)
    op.create_index(op.f('ix_jobs_repost_of_id'), 'jobs', ['repost_of_id'])
    op.create_index(op.f('ix_jobs_owner_id'), 'jobs', ['owner_id'])
    op.create_index('ix_jobs_listing', 'jobs', ['source', 'listing'])
    counted = ['owner_id', 'source', 'country', 'day', 'is_active', 'duplicate_of_id', 'company']
    op.create_index('ix_jobs_counted', 'jobs', counted)
    op.execute("UPDATE jobs SET copy_reason = 'same', copy_similarity = 1 WHERE duplicate_of_id IS NOT NULL")
    op.execute(
        "UPDATE jobs SET closed_reason = 'expired', closed_at = coalesce(expires_at, last_seen_at) WHERE NOT is_active"
    )
    op.create_table('job_signatures',
    sa.Column('job_id', sa.Integer(), nullable=False),
    sa.Column('band', sa.Integer(), nullable=False),
    sa.Column('hash', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['job_id'], ['jobs.id'], name=op.f('fk_job_signatures_job_id_jobs'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('job_id', 'band', name=op.f('pk_job_signatures'))
    )
    op.create_index('ix_job_signatures_hash', 'job_signatures', ['hash', 'job_id'])
    op.create_table('copy_pairs',
    sa.Column('job_id', sa.Integer(), nullable=False),
    sa.Column('other_id', sa.Integer(), nullable=False),
    sa.Column('is_copy', sa.Boolean(), nullable=False),
    sa.Column('similarity', sa.Double(), nullable=False),
    sa.CheckConstraint('job_id < other_id', name=op.f('ck_copy_pairs_order')),
    sa.ForeignKeyConstraint(['job_id'], ['jobs.id'], name=op.f('fk_copy_pairs_job_id_jobs'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['other_id'], ['jobs.id'], name=op.f('fk_copy_pairs_other_id_jobs'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('job_id', 'other_id', name=op.f('pk_copy_pairs'))
    )
    op.create_index(op.f('ix_copy_pairs_other_id'), 'copy_pairs', ['other_id'])
    op.execute(KNOWN_COPIES)
    op.create_table('copy_decisions',
    sa.Column('job_id', sa.Integer(), nullable=False),
    sa.Column('other_id', sa.Integer(), nullable=False),
    sa.Column('is_copy', sa.Boolean(), nullable=False),
    sa.Column('decided_by_id', sa.Integer(), nullable=True),
    sa.Column('decided_at', MOMENT, nullable=False),
    sa.CheckConstraint('job_id < other_id', name=op.f('ck_copy_decisions_order')),
    sa.ForeignKeyConstraint(['decided_by_id'], ['users.id'], name=op.f('fk_copy_decisions_decided_by_id_users'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['job_id'], ['jobs.id'], name=op.f('fk_copy_decisions_job_id_jobs'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['other_id'], ['jobs.id'], name=op.f('fk_copy_decisions_other_id_jobs'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('job_id', 'other_id', name=op.f('pk_copy_decisions'))
    )
    op.create_index(op.f('ix_copy_decisions_other_id'), 'copy_decisions', ['other_id'])
    op.create_index(op.f('ix_copy_decisions_decided_by_id'), 'copy_decisions', ['decided_by_id'])
    op.create_table('source_configs',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('source', sa.String(length=40), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('is_on', sa.Boolean(), nullable=False),
    sa.Column('every_hours', sa.Integer(), nullable=False),
    sa.Column('max_offers', sa.Integer(), nullable=False),
    sa.Column('values', JSON, nullable=False),
    sa.Column('secrets', sa.Text(), nullable=False),
    sa.Column('note', sa.String(length=200), nullable=False),
    sa.Column('created_by_id', sa.Integer(), nullable=True),
    sa.Column('created_at', MOMENT, nullable=False),
    sa.CheckConstraint('every_hours >= 1 AND every_hours <= 720', name=op.f('ck_source_configs_every_hours')),
    sa.ForeignKeyConstraint(['created_by_id'], ['users.id'], name=op.f('fk_source_configs_created_by_id_users'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_source_configs')),
    sa.UniqueConstraint('source', 'version', name=op.f('uq_source_configs_source_version')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_source_configs_created_by_id'), 'source_configs', ['created_by_id'])
    op.create_table('scraping_logs',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('source', sa.String(length=40), nullable=False),
    sa.Column('task_id', sa.Integer(), nullable=True),
    sa.Column('asked_by_id', sa.Integer(), nullable=True),
    sa.Column('config_version', sa.Integer(), nullable=False),
    sa.Column('status', sa.String(length=32), nullable=False),
    sa.Column('jobs_found', sa.Integer(), nullable=False),
    sa.Column('jobs_new', sa.Integer(), nullable=False),
    sa.Column('jobs_updated', sa.Integer(), nullable=False),
    sa.Column('jobs_unchanged', sa.Integer(), nullable=False),
    sa.Column('jobs_duplicate', sa.Integer(), nullable=False),
    sa.Column('jobs_rejected', sa.Integer(), nullable=False),
    sa.Column('jobs_closed', sa.Integer(), nullable=False),
    sa.Column('samples', JSON, nullable=False),
    sa.Column('filled', JSON, nullable=False),
    sa.Column('progress', sa.Integer(), nullable=False),
    sa.Column('message', sa.Text(), nullable=False),
    sa.Column('error_message', sa.Text(), nullable=True),
    sa.Column('head', sa.Text(), nullable=True),
    sa.Column('started_at', MOMENT, nullable=False),
    sa.Column('heartbeat_at', MOMENT, nullable=False),
    sa.Column('completed_at', MOMENT, nullable=True),
    sa.CheckConstraint("status IN ('running', 'ok', 'empty', 'suspect', 'blocked', 'quota', 'auth', 'changed', 'failed', 'interrupted', 'cancelled')", name=op.f('ck_scraping_logs_status')),
    sa.ForeignKeyConstraint(['asked_by_id'], ['users.id'], name=op.f('fk_scraping_logs_asked_by_id_users'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['task_id'], ['tasks.id'], name=op.f('fk_scraping_logs_task_id_tasks'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_scraping_logs')),
    sqlite_autoincrement=True
    )
    op.create_index('ix_scraping_logs_source_started', 'scraping_logs', ['source', 'started_at'])
    op.create_index(op.f('ix_scraping_logs_started_at'), 'scraping_logs', ['started_at'])
    op.create_index(op.f('ix_scraping_logs_task_id'), 'scraping_logs', ['task_id'])
    op.create_index(op.f('ix_scraping_logs_asked_by_id'), 'scraping_logs', ['asked_by_id'])
    op.create_index('uq_scraping_logs_under_way', 'scraping_logs', ['source'], unique=True, sqlite_where=OPEN, postgresql_where=OPEN)
    op.create_table('scraping_lines',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('run_id', sa.Integer(), nullable=False),
    sa.Column('at', MOMENT, nullable=False),
    sa.Column('level', sa.String(length=32), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['run_id'], ['scraping_logs.id'], name=op.f('fk_scraping_lines_run_id_scraping_logs'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_scraping_lines')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_scraping_lines_run_id'), 'scraping_lines', ['run_id'])
    op.create_index('ix_jobs_job_url', 'jobs', ['job_url'])
    op.create_table('job_imports',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('owner_id', sa.Integer(), nullable=False),
    sa.Column('url', sa.Text(), nullable=False),
    sa.Column('pick', sa.String(length=64), nullable=True),
    sa.Column('state', sa.String(length=32), nullable=False),
    sa.Column('fault', sa.String(length=32), nullable=True),
    sa.Column('choices', JSON, nullable=True),
    sa.Column('job_id', sa.Integer(), nullable=True),
    sa.Column('task_id', sa.Integer(), nullable=True),
    sa.Column('created_at', MOMENT, nullable=False),
    sa.Column('finished_at', MOMENT, nullable=True),
    sa.CheckConstraint("state IN ('waiting', 'done', 'failed')", name=op.f('ck_job_imports_state')),
    sa.ForeignKeyConstraint(['job_id'], ['jobs.id'], name=op.f('fk_job_imports_job_id_jobs'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['owner_id'], ['users.id'], name=op.f('fk_job_imports_owner_id_users'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['task_id'], ['tasks.id'], name=op.f('fk_job_imports_task_id_tasks'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_job_imports')),
    sqlite_autoincrement=True
    )
    for name in ('job_id', 'owner_id', 'task_id'):
        op.create_index(op.f('ix_job_imports_%s' % name), 'job_imports', [name])


def downgrade():
    for name in ('job_imports', 'scraping_lines', 'scraping_logs', 'source_configs', 'copy_decisions', 'copy_pairs', 'job_signatures'):
        op.drop_table(name)
    for name in ('ix_jobs_counted', 'ix_jobs_job_url', 'ix_jobs_listing', op.f('ix_jobs_owner_id'), op.f('ix_jobs_repost_of_id')):
        op.drop_index(name, table_name='jobs')
    if is_sqlite():
        search_index.drop(op.get_bind())
        remake.drop_lines(op.get_bind(), 'jobs', lines())
        search_index.create(op.get_bind())
    else:
        for name in COLUMNS:
            op.execute('ALTER TABLE jobs DROP COLUMN %s' % name)
