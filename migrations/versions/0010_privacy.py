"""signed-in devices, copies of one's data, what was erased; no own offers in the full-text index"""

from alembic import op
import sqlalchemy as sa

from app.models import search_index

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('user_sessions',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('token_hash', sa.String(length=64), nullable=False),
    sa.Column('epoch', sa.Integer(), nullable=False),
    sa.Column('device', sa.String(length=60), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('seen_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_user_sessions_user_id_users'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_user_sessions')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_user_sessions_token_hash')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_user_sessions_user_id'), 'user_sessions', ['user_id'])
    op.create_index(op.f('ix_user_sessions_seen_at'), 'user_sessions', ['seen_at'])
    op.create_table('account_exports',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('task_id', sa.Integer(), nullable=True),
    sa.Column('language', sa.String(length=5), nullable=False),
    sa.Column('state', sa.String(length=32), nullable=False),
    sa.Column('file_path', sa.String(length=64), nullable=False),
    sa.Column('size_bytes', sa.BigInteger(), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ready_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("state IN ('waiting', 'ready', 'failed')", name=op.f('ck_account_exports_state')),
    sa.ForeignKeyConstraint(['task_id'], ['tasks.id'], name=op.f('fk_account_exports_task_id_tasks'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_account_exports_user_id_users'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_account_exports')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_account_exports_user_id'), 'account_exports', ['user_id'])
    op.create_index(op.f('ix_account_exports_task_id'), 'account_exports', ['task_id'])
    op.create_table('erasures',
    sa.Column('kind', sa.String(length=32), nullable=False),
    sa.Column('number', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('mark', sa.String(length=64), nullable=False),
    sa.Column('erased_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("kind IN ('user', 'cv')", name=op.f('ck_erasures_kind')),
    sa.PrimaryKeyConstraint('kind', 'number', 'mark', name=op.f('pk_erasures'))
    )
    _index_again(only_public=True)


def downgrade():
    _index_again(only_public=False)
    for name in ('erasures', 'account_exports', 'user_sessions'):
        op.drop_table(name)


def _index_again(*, only_public):
    """SQLite: the index keeps what was deleted in old segments, so it must never have held what one person
    alone may see. PostgreSQL keeps the words in the row itself."""
    connection = op.get_bind()
    if connection.dialect.name == 'sqlite':
        search_index.drop(connection)
        search_index.create(connection, only_public=only_public)
