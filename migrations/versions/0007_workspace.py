"""saved offers, applications, alerts, notices, and a record of what happened"""

from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), 'postgresql')
MOMENT = sa.DateTime(timezone=True)


def upgrade():
    op.create_table('audit_entries',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('at', MOMENT, nullable=False),
    sa.Column('actor_id', sa.BigInteger(), nullable=True),
    sa.Column('user_id', sa.BigInteger(), nullable=True),
    sa.Column('action', sa.String(length=32), nullable=False),
    sa.Column('subject', sa.String(length=120), nullable=False),
    sa.Column('details', JSON, nullable=False),
    sa.Column('request_id', sa.String(length=64), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_audit_entries')),
    sqlite_autoincrement=True
    )
    op.create_index('ix_audit_entries_action_at', 'audit_entries', ['action', 'at'])
    op.create_index(op.f('ix_audit_entries_at'), 'audit_entries', ['at'])
    op.create_index('ix_audit_entries_user_at', 'audit_entries', ['user_id', 'at'])

    op.create_table('notifications',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=32), nullable=False),
    sa.Column('key', sa.String(length=120), nullable=False),
    sa.Column('values', JSON, nullable=False),
    sa.Column('path', sa.Text(), nullable=False),
    sa.Column('created_at', MOMENT, nullable=False),
    sa.Column('read_at', MOMENT, nullable=True),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_notifications_user_id_users'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_notifications')),
    sa.UniqueConstraint('user_id', 'key', name=op.f('uq_notifications_user_id_key')),
    sqlite_autoincrement=True
    )
    op.create_index('ix_notifications_user_read', 'notifications', ['user_id', 'read_at'])

    op.create_table('search_preferences',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=100), nullable=False),
    sa.Column('keywords', JSON, nullable=False),
    sa.Column('countries', JSON, nullable=False),
    sa.Column('cities', JSON, nullable=False),
    sa.Column('contract_types', JSON, nullable=False),
    sa.Column('experience_levels', JSON, nullable=False),
    sa.Column('salary_min', sa.Numeric(precision=12, scale=2), nullable=True),
    sa.Column('salary_max', sa.Numeric(precision=12, scale=2), nullable=True),
    sa.Column('remote_policy', JSON, nullable=False),
    sa.Column('company_industries', JSON, nullable=False),
    sa.Column('company_sizes', JSON, nullable=False),
    sa.Column('skills', JSON, nullable=False),
    sa.Column('query', JSON, nullable=False),
    sa.Column('is_active', sa.Boolean(), nullable=False),
    sa.Column('seen_revision', sa.BigInteger(), nullable=False),
    sa.Column('seen_at', MOMENT, nullable=True),
    sa.Column('created_at', MOMENT, nullable=False),
    sa.Column('updated_at', MOMENT, nullable=False),
    sa.CheckConstraint('salary_min <= salary_max', name=op.f('ck_search_preferences_salary')),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_search_preferences_user_id_users'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_search_preferences')),
    sa.UniqueConstraint('user_id', 'name', name=op.f('uq_search_preferences_user_id_name')),
    sqlite_autoincrement=True
    )
    op.create_index('uq_search_preferences_active', 'search_preferences', ['user_id'], unique=True,
                    sqlite_where=sa.text('is_active'), postgresql_where=sa.text('is_active'))

    op.create_table('applications',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('job_id', sa.Integer(), nullable=True),
    sa.Column('cv_id', sa.Integer(), nullable=True),
    sa.Column('cv_name', sa.String(length=255), nullable=False),
    sa.Column('title', sa.String(length=255), nullable=False),
    sa.Column('company', sa.String(length=255), nullable=False),
    sa.Column('location', sa.String(length=255), nullable=False),
    sa.Column('url', sa.Text(), nullable=True),
    sa.Column('source', sa.String(length=40), nullable=False),
    sa.Column('status', sa.String(length=32), nullable=False),
    sa.Column('position', sa.Double(), nullable=False),
    sa.Column('cover_letter', sa.Text(), nullable=False),
    sa.Column('notes', sa.Text(), nullable=False),
    sa.Column('follow_up_at', MOMENT, nullable=True),
    sa.Column('follow_up_text', sa.String(length=300), nullable=False),
    sa.Column('reminded_at', MOMENT, nullable=True),
    sa.Column('match_score', sa.Double(), nullable=True),
    sa.Column('match_confidence', sa.Double(), nullable=True),
    sa.Column('scored_at', MOMENT, nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('applied_at', MOMENT, nullable=True),
    sa.Column('created_at', MOMENT, nullable=False),
    sa.Column('updated_at', MOMENT, nullable=False),
    sa.CheckConstraint("status IN ('saved', 'applied', 'screening', 'interview', 'offer', 'rejected', 'withdrawn', 'no_answer')", name=op.f('ck_applications_status')),
    sa.ForeignKeyConstraint(['cv_id'], ['cv.id'], name=op.f('fk_applications_cv_id_cv'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['job_id'], ['jobs.id'], name=op.f('fk_applications_job_id_jobs'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_applications_user_id_users'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_applications')),
    sa.UniqueConstraint('user_id', 'job_id', name=op.f('uq_applications_user_id_job_id')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_applications_cv_id'), 'applications', ['cv_id'])
    op.create_index('ix_applications_follow_up', 'applications', ['follow_up_at', 'reminded_at'])
    op.create_index(op.f('ix_applications_job_id'), 'applications', ['job_id'])
    op.create_index('ix_applications_user_status_position', 'applications', ['user_id', 'status', 'position'])

    op.create_table('hidden_jobs',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('job_id', sa.Integer(), nullable=False),
    sa.Column('hidden_at', MOMENT, nullable=False),
    sa.ForeignKeyConstraint(['job_id'], ['jobs.id'], name=op.f('fk_hidden_jobs_job_id_jobs'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_hidden_jobs_user_id_users'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_hidden_jobs')),
    sa.UniqueConstraint('user_id', 'job_id', name=op.f('uq_hidden_jobs_user_id_job_id')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_hidden_jobs_job_id'), 'hidden_jobs', ['job_id'])

    op.create_table('job_alerts',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('search_preference_id', sa.Integer(), nullable=True),
    sa.Column('name', sa.String(length=100), nullable=False),
    sa.Column('min_score', sa.Integer(), nullable=True),
    sa.Column('frequency', sa.String(length=32), nullable=False),
    sa.Column('hour', sa.Integer(), nullable=False),
    sa.Column('weekday', sa.Integer(), nullable=False),
    sa.Column('is_active', sa.Boolean(), nullable=False),
    sa.Column('high_water', sa.BigInteger(), nullable=False),
    sa.Column('last_sent_at', MOMENT, nullable=True),
    sa.Column('next_send_at', MOMENT, nullable=True),
    sa.Column('unsubscribed_at', MOMENT, nullable=True),
    sa.Column('created_at', MOMENT, nullable=False),
    sa.Column('updated_at', MOMENT, nullable=False),
    sa.CheckConstraint("frequency IN ('instant', 'daily', 'weekly')", name=op.f('ck_job_alerts_frequency')),
    sa.CheckConstraint('hour >= 0 AND hour <= 23', name=op.f('ck_job_alerts_hour')),
    sa.CheckConstraint('min_score >= 0 AND min_score <= 100', name=op.f('ck_job_alerts_min_score')),
    sa.CheckConstraint('search_preference_id IS NOT NULL OR min_score IS NOT NULL', name=op.f('ck_job_alerts_about')),
    sa.CheckConstraint('weekday >= 0 AND weekday <= 6', name=op.f('ck_job_alerts_weekday')),
    sa.ForeignKeyConstraint(['search_preference_id'], ['search_preferences.id'], name=op.f('fk_job_alerts_search_preference_id_search_preferences'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_job_alerts_user_id_users'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_job_alerts')),
    sqlite_autoincrement=True
    )
    op.create_index('ix_job_alerts_due', 'job_alerts', ['is_active', 'next_send_at'])
    op.create_index(op.f('ix_job_alerts_search_preference_id'), 'job_alerts', ['search_preference_id'])
    op.create_index(op.f('ix_job_alerts_user_id'), 'job_alerts', ['user_id'])

    op.create_table('saved_jobs',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('job_id', sa.Integer(), nullable=False),
    sa.Column('notes', sa.Text(), nullable=False),
    sa.Column('is_favorite', sa.Boolean(), nullable=False),
    sa.Column('snapshot', JSON, nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('saved_at', MOMENT, nullable=False),
    sa.Column('removed_at', MOMENT, nullable=True),
    sa.ForeignKeyConstraint(['job_id'], ['jobs.id'], name=op.f('fk_saved_jobs_job_id_jobs'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_saved_jobs_user_id_users'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_saved_jobs')),
    sa.UniqueConstraint('user_id', 'job_id', name=op.f('uq_saved_jobs_user_id_job_id')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_saved_jobs_job_id'), 'saved_jobs', ['job_id'])

    op.create_table('score_history',
    sa.Column('cv_id', sa.Integer(), nullable=False),
    sa.Column('day', sa.String(length=10), nullable=False),
    sa.Column('best_mean', sa.Double(), nullable=True),
    sa.Column('good_offers', sa.Integer(), nullable=False),
    sa.Column('offers', sa.Integer(), nullable=False),
    sa.Column('skills', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['cv_id'], ['cv.id'], name=op.f('fk_score_history_cv_id_cv'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('cv_id', 'day', name=op.f('pk_score_history'))
    )
    op.create_table('alert_mails',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('job_alert_id', sa.Integer(), nullable=False),
    sa.Column('due_at', MOMENT, nullable=False),
    sa.Column('message_id', sa.String(length=120), nullable=False),
    sa.Column('state', sa.String(length=32), nullable=False),
    sa.Column('offers', sa.Integer(), nullable=False),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('fault', sa.String(length=200), nullable=False),
    sa.Column('created_at', MOMENT, nullable=False),
    sa.Column('claimed_at', MOMENT, nullable=True),
    sa.Column('sent_at', MOMENT, nullable=True),
    sa.CheckConstraint("state IN ('waiting', 'sending', 'sent', 'nothing', 'failed')", name=op.f('ck_alert_mails_state')),
    sa.ForeignKeyConstraint(['job_alert_id'], ['job_alerts.id'], name=op.f('fk_alert_mails_job_alert_id_job_alerts'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_alert_mails')),
    sa.UniqueConstraint('job_alert_id', 'due_at', name=op.f('uq_alert_mails_job_alert_id_due_at')),
    sa.UniqueConstraint('message_id', name=op.f('uq_alert_mails_message_id')),
    sqlite_autoincrement=True
    )
    op.create_index('ix_alert_mails_state_claimed', 'alert_mails', ['state', 'claimed_at'])

    op.create_table('application_contacts',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('application_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('role', sa.String(length=200), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=False),
    sa.Column('phone', sa.String(length=32), nullable=False),
    sa.Column('notes', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['application_id'], ['applications.id'], name=op.f('fk_application_contacts_application_id_applications'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_application_contacts')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_application_contacts_application_id'), 'application_contacts', ['application_id'])

    op.create_table('application_documents',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('application_id', sa.Integer(), nullable=False),
    sa.Column('file_name', sa.String(length=255), nullable=False),
    sa.Column('file_path', sa.String(length=64), nullable=False),
    sa.Column('content_type', sa.String(length=100), nullable=False),
    sa.Column('size_bytes', sa.Integer(), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('added_at', MOMENT, nullable=False),
    sa.ForeignKeyConstraint(['application_id'], ['applications.id'], name=op.f('fk_application_documents_application_id_applications'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_application_documents')),
    sa.UniqueConstraint('file_path', name=op.f('uq_application_documents_file_path')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_application_documents_application_id'), 'application_documents', ['application_id'])

    op.create_table('application_events',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('application_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=32), nullable=False),
    sa.Column('before', sa.String(length=300), nullable=False),
    sa.Column('after', sa.String(length=300), nullable=False),
    sa.Column('at', MOMENT, nullable=False),
    sa.ForeignKeyConstraint(['application_id'], ['applications.id'], name=op.f('fk_application_events_application_id_applications'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_application_events')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_application_events_application_id'), 'application_events', ['application_id'])

    op.create_table('interviews',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('application_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=32), nullable=False),
    sa.Column('starts_at', MOMENT, nullable=False),
    sa.Column('minutes', sa.Integer(), nullable=False),
    sa.Column('place', sa.String(length=300), nullable=False),
    sa.Column('notes', sa.Text(), nullable=False),
    sa.Column('outcome', sa.String(length=32), nullable=True),
    sa.Column('reminded_at', MOMENT, nullable=True),
    sa.Column('sequence', sa.Integer(), nullable=False),
    sa.CheckConstraint("kind IN ('phone', 'video', 'on_site', 'test', 'other')", name=op.f('ck_interviews_kind')),
    sa.CheckConstraint("outcome IN ('passed', 'failed', 'cancelled')", name=op.f('ck_interviews_outcome')),
    sa.CheckConstraint('minutes > 0 AND minutes <= 1440', name=op.f('ck_interviews_minutes')),
    sa.ForeignKeyConstraint(['application_id'], ['applications.id'], name=op.f('fk_interviews_application_id_applications'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_interviews')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_interviews_application_id'), 'interviews', ['application_id'])

    op.create_table('matching_jobs',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('job_alert_id', sa.Integer(), nullable=False),
    sa.Column('job_id', sa.Integer(), nullable=False),
    sa.Column('mail_id', sa.Integer(), nullable=True),
    sa.Column('match_score', sa.Double(), nullable=True),
    sa.Column('reasons', JSON, nullable=False),
    sa.Column('sent', sa.Boolean(), nullable=False),
    sa.Column('sent_at', MOMENT, nullable=True),
    sa.Column('created_at', MOMENT, nullable=False),
    sa.ForeignKeyConstraint(['job_alert_id'], ['job_alerts.id'], name=op.f('fk_matching_jobs_job_alert_id_job_alerts'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['job_id'], ['jobs.id'], name=op.f('fk_matching_jobs_job_id_jobs'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['mail_id'], ['alert_mails.id'], name=op.f('fk_matching_jobs_mail_id_alert_mails'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_matching_jobs')),
    sa.UniqueConstraint('job_alert_id', 'job_id', name=op.f('uq_matching_jobs_job_alert_id_job_id')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_matching_jobs_job_id'), 'matching_jobs', ['job_id'])
    op.create_index(op.f('ix_matching_jobs_mail_id'), 'matching_jobs', ['mail_id'])

    op.add_column('users', sa.Column('reminder_mails', sa.Boolean(), server_default=sa.text('(true)'), nullable=False))
    op.add_column('users', sa.Column('retention_mails', sa.Integer(), server_default=sa.text('0'), nullable=False))
    op.add_column('users', sa.Column('retention_mailed_at', MOMENT, nullable=True))
    op.add_column('users', sa.Column('calendar_hash', sa.String(length=64), nullable=True))
    op.create_index(op.f('ix_users_calendar_hash'), 'users', ['calendar_hash'], unique=True)
    op.add_column('job_imports', sa.Column('tracks', sa.Boolean(), server_default=sa.text('(false)'), nullable=False))



def downgrade():
    op.drop_column('job_imports', 'tracks')
    op.drop_index(op.f('ix_users_calendar_hash'), 'users')
    op.drop_column('users', 'calendar_hash')
    op.drop_column('users', 'retention_mailed_at')
    op.drop_column('users', 'retention_mails')
    op.drop_column('users', 'reminder_mails')
    op.drop_table('matching_jobs')
    op.drop_table('interviews')
    op.drop_table('application_events')
    op.drop_table('application_documents')
    op.drop_table('application_contacts')
    op.drop_table('alert_mails')
    op.drop_table('score_history')
    op.drop_table('saved_jobs')
    op.drop_table('job_alerts')
    op.drop_table('hidden_jobs')
    op.drop_table('applications')
    op.drop_table('search_preferences')
    op.drop_table('notifications')
    op.drop_table('audit_entries')
