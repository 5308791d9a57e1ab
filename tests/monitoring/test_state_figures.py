"""What the database says of the installation, against rows that are known."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError

from app.extensions import db
from app.models import (
    AiBreaker,
    AiCall,
    AiConfig,
    AlertMail,
    Backup,
    Counter,
    IndexGeneration,
    IndexPointer,
    JobAlert,
    ScrapingRun,
    SourceConfig,
    Task,
    utc_now,
)  # fmt: skip
from app.services import monitoring
from app.services.monitoring import state
from app.services.monitoring import tasks as monitored_tasks
from app.services.transaction import transaction
from tests.factories import make_user
from tests.monitoring.reading import Samples, samples, value


def ago(**time: float) -> Any:
    return utc_now() - timedelta(**time)


def add(*rows: Any) -> None:
    with transaction() as session:
        session.add_all(rows)


def read() -> Samples:
    return samples(monitoring.exposition().decode())


def test_an_empty_installation_says_that_nothing_is_known(context: Flask) -> None:
    found = read()
    assert value(found, "jobmatch_database_up") == 1
    assert value(found, "jobmatch_queue_lag_seconds", lane="quick") == 0
    for unknown in (
        "jobmatch_backup_last_verified_timestamp_seconds", "jobmatch_index_generation", "jobmatch_llm_budget_dollars",
        "jobmatch_worker_beat_timestamp_seconds", "jobmatch_backup_failed",
    ):  # fmt: skip
        assert value(found, unknown) is None, unknown


def test_tasks(context: Flask) -> None:
    done = {"state": "done", "created_at": ago(minutes=50)}
    add(
        Task(name="scrape", created_at=ago(minutes=10)),
        Task(name="account_mail", created_at=ago(minutes=2)),
        Task(name="account_mail", created_at=ago(hours=9), attempts=1),  # it waits for its second attempt
        Task(name="daily", state="running", created_at=ago(hours=1)),
        Task(name="hourly", **done, started_at=ago(minutes=40), finished_at=ago(minutes=39)),
        Task(name="hourly", **done, started_at=ago(minutes=30), finished_at=ago(minutes=27)),
        Task(name="hourly", state="failed", created_at=ago(hours=3), finished_at=ago(hours=2)),
    )
    before = int(utc_now().timestamp())
    monitored_tasks.beat()
    monitored_tasks.beat()
    found = read()
    assert value(found, "jobmatch_queue_depth", lane="slow") == 1
    assert value(found, "jobmatch_queue_depth", lane="quick") == 2
    assert value(found, "jobmatch_queue_lag_seconds", lane="slow") == pytest.approx(600, abs=60)
    assert value(found, "jobmatch_queue_lag_seconds", lane="quick") == pytest.approx(120, abs=60)
    assert value(found, "jobmatch_tasks_open", name="daily", state="running") == 1
    assert value(found, "jobmatch_tasks_last_hour", name="hourly", state="done") == 2
    assert value(found, "jobmatch_tasks_last_hour", name="hourly", state="failed") is None
    mean, longest = (f"jobmatch_task_duration_{what}_seconds" for what in ("mean", "max"))
    assert value(found, mean, name="hourly", state="done") == pytest.approx(120, abs=0.01)
    assert value(found, longest, name="hourly", state="done") == pytest.approx(180, abs=0.01)
    beat = value(found, "jobmatch_worker_beat_timestamp_seconds")
    assert beat is not None
    assert beat >= before


def test_sources(context: Flask) -> None:
    def run(source: str, status: str, hours: float, **counts: int) -> ScrapingRun:
        return ScrapingRun(
            source=source, status=status, started_at=ago(hours=hours), completed_at=ago(hours=hours - 0.5), **counts
        )  # fmt: skip

    add(
        run("alpha", "ok", 30, jobs_found=9, jobs_new=9),
        run("alpha", "ok", 6, jobs_found=10, jobs_new=3),
        run("alpha", "empty", 4),
        run("alpha", "interrupted", 2, jobs_found=1, jobs_new=1),
        run("beta", "ok", 50),
        run("beta", "blocked", 5),
        run("beta", "changed", 3),
        run("beta", "cancelled", 2),
        run("gamma", "failed", 1),
    )
    add(
        SourceConfig(source="alpha", version=1, is_on=True),
        SourceConfig(source="beta", version=1, is_on=True),
    )
    add(SourceConfig(source="beta", version=2, is_on=False, every_hours=12))
    found = read()
    assert value(found, "jobmatch_runs_last_day", source="alpha", status="ok") == 1
    assert value(found, "jobmatch_runs_last_day", source="beta", status="blocked") == 1
    assert value(found, "jobmatch_offers_found_last_day", source="alpha") == 11
    assert value(found, "jobmatch_offers_added_last_day", source="alpha") == 4
    good = "jobmatch_source_last_good_run_timestamp_seconds"
    assert value(found, good, source="alpha") == pytest.approx(ago(hours=3.5).timestamp(), abs=60)
    assert value(found, good, source="beta") == pytest.approx(ago(hours=49.5).timestamp(), abs=60)
    assert value(found, good, source="gamma") is None
    bad = {
        source: value(found, "jobmatch_source_bad_runs", source=source)
        for source in ("alpha", "beta", "gamma")
    }
    assert bad == {"alpha": 0, "beta": 2, "gamma": 1}
    assert value(found, "jobmatch_source_on", source="alpha") == 1
    assert value(found, "jobmatch_source_on", source="beta") == 0
    assert value(found, "jobmatch_source_interval_seconds", source="beta") == 12 * 3600


def test_models_mails_index_and_backups(context: Flask) -> None:
    asked = {
        "provider": "models.example.org",
        "model": "m",
        "content_hash": "",
        "sent": "",
        "purpose": "advise",
    }
    add(
        AiCall(**asked, state="ok", input_tokens=100, output_tokens=20, micro_dollars=1_500_000),
        AiCall(**asked, state="ok", input_tokens=50, output_tokens=5, micro_dollars=500_000),
        AiCall(**asked, state="failed", fault="timed_out"),
        AiCall(**asked, state="ok", created_at=ago(days=2), micro_dollars=9_000_000),
        AiConfig(version=1, monthly_budget=5.0),
        AiConfig(version=2, monthly_budget=20.0),
        AiBreaker(provider="models.example.org", open_until=ago(hours=-1)),
        Counter(name=f"ai spend {utc_now():%Y-%m}", value=2_500_000, epoch=0),
        Counter(name="courses", value=12, epoch=0),
    )
    alert = JobAlert(user_id=make_user(), name="Python", min_score=50)
    add(alert)
    mail = {"job_alert_id": alert.id}
    add(
        *(
            AlertMail(
                **mail, due_at=ago(hours=n), message_id=f"<{n}>", state=state, claimed_at=at, created_at=at
            )
            for n, (state, at) in enumerate(
                [
                    ("sent", ago(hours=1)),
                    ("sent", ago(hours=30)),
                    ("failed", ago(hours=2)),
                    ("waiting", ago(minutes=9)),
                ]
            )
        )
    )
    generation = IndexGeneration(name="g1", state="ready", courses=400, revision=10, finished_at=ago(hours=5))
    add(generation, Backup(name="old", made_at=ago(hours=40), verified_at=ago(hours=39), size_bytes=70))
    add(
        IndexPointer(name="coursera_courses", current_id=generation.id, moved_at=ago(hours=4)),
        IndexGeneration(name="g2", state="failed"),
        Backup(name="good", made_at=ago(hours=20), verified_at=ago(hours=19), size_bytes=100),
        Backup(
            name="gone",
            made_at=ago(hours=10),
            verified_at=ago(hours=9),
            size_bytes=100,
            removed_at=ago(hours=8),
        ),
        Backup(name="broken", made_at=ago(hours=1), fault="a file is missing"),
    )
    found = read()
    by = {"provider": "models.example.org", "purpose": "advise"}
    assert value(found, "jobmatch_llm_calls_last_day", **by, outcome="ok") == 2
    assert value(found, "jobmatch_llm_calls_last_day", **by, outcome="timed_out") == 1
    assert value(found, "jobmatch_llm_tokens_last_day", **by, direction="in") == 150
    assert value(found, "jobmatch_llm_tokens_last_day", **by, direction="out") == 25
    assert value(found, "jobmatch_llm_cost_dollars_last_day", **by) == 2
    assert value(found, "jobmatch_llm_spent_dollars") == 2.5
    assert value(found, "jobmatch_llm_budget_dollars") == 20
    assert value(found, "jobmatch_llm_paused", provider="models.example.org") == 1
    assert value(found, "jobmatch_alert_mails_last_day", state="sent") == 1
    assert value(found, "jobmatch_alert_mails_last_day", state="failed") == 1
    assert value(found, "jobmatch_alert_mails_waiting") == 1
    assert value(found, "jobmatch_alert_mail_lag_seconds") == pytest.approx(540, abs=60)
    assert value(found, "jobmatch_index_generation") == generation.id
    assert value(found, "jobmatch_index_courses") == 400
    assert value(found, "jobmatch_index_revisions_behind") == 2
    assert value(found, "jobmatch_index_build_failed") == 1
    switched = value(found, "jobmatch_index_switched_timestamp_seconds")
    assert switched == pytest.approx(ago(hours=4).timestamp(), abs=60)
    assert value(found, "jobmatch_backups") == 2
    assert value(found, "jobmatch_backup_bytes") == 170
    assert value(found, "jobmatch_backup_failed") == 1
    verified = value(found, "jobmatch_backup_last_verified_timestamp_seconds")
    assert verified == pytest.approx(ago(hours=20).timestamp(), abs=60)


def test_what_was_read_is_kept_for_a_moment(context: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    reads = []
    kept = state._from_database
    monkeypatch.setattr(state, "_from_database", lambda: reads.append(1) or kept())
    for _ in range(3):
        monitoring.exposition()
    assert len(reads) == 1
    monkeypatch.setattr(state, "KEPT_SECONDS", 0.0)
    context.extensions["monitored_state"]._until = 0.0
    monitoring.exposition()
    monitoring.exposition()
    assert len(reads) == 3


def test_without_the_database_the_rest_is_told(context: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> None:
        raise OperationalError("SELECT", {}, OSError("away"))

    monkeypatch.setattr(state, "looking", away)
    found = read()
    assert value(found, "jobmatch_database_up") == 0
    assert value(found, "jobmatch_queue_lag_seconds", lane="quick") is None
    assert (value(found, "jobmatch_disk_free_bytes") or 0) > 0
    assert value(found, "jobmatch_database_pool_size") is not None


def test_connections_are_counted_as_they_come_and_go(context: Flask) -> None:
    in_use, most = "jobmatch_database_pool_in_use", "jobmatch_database_pool_size"
    db.session.remove()
    with db.engine.connect(), db.engine.connect():
        assert value(read(), in_use) == 2
    found = read()
    assert value(found, in_use) == 0
    assert value(found, most) == db.engine.pool.most()
    assert (value(found, "jobmatch_database_pool_open") or 0) >= 2
    assert (value(found, "jobmatch_database_pool_wait_seconds_count") or 0) >= 2
    db.engine.dispose()
    assert value(read(), "jobmatch_database_pool_open") == 0
