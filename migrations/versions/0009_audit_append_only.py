"""entries of the audit log are only added"""

from alembic import op

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None

FUNCTION = """
CREATE FUNCTION audit_entries_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit entries are only added' USING ERRCODE = 'restrict_violation';
END
$$
"""


def upgrade():
    if op.get_bind().dialect.name == 'postgresql':
        op.execute(FUNCTION)
        op.execute('CREATE TRIGGER audit_entries_only_added BEFORE UPDATE OR DELETE ON audit_entries '
                   'FOR EACH ROW EXECUTE FUNCTION audit_entries_refuse()')
        return
    for change in ('update', 'delete'):
        op.execute(f'CREATE TRIGGER audit_entries_no_{change} BEFORE {change.upper()} ON audit_entries '
                   "BEGIN SELECT RAISE(ABORT, 'audit entries are only added'); END")


def downgrade():
    if op.get_bind().dialect.name == 'postgresql':
        op.execute('DROP TRIGGER audit_entries_only_added ON audit_entries')
        op.execute('DROP FUNCTION audit_entries_refuse()')
        return
    for change in ('update', 'delete'):
        op.execute(f'DROP TRIGGER audit_entries_no_{change}')
