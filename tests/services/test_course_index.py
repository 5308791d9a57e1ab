"""Generations of the index: built beside, flipped at once, healed, switched back; what breaks harms nothing."""

from __future__ import annotations

import errno
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from flask import Flask
from sqlalchemy import func, select

from app import create_app
from app.errors import Conflict
from app.extensions import db
from app.models import CourseVector, IndexGeneration, Task
from app.services import progress, tasks
from app.services.courses import builds, catalogue, generations, index, update_runs, vectors
from app.services.courses.alone import alone
from app.services.courses.recommend import recommend
from app.services.courses.shelf import NO_INDEX, shelf
from app.services.transaction import end_reading
from app.settings import ROOT, Settings
from app.worker import HANDLERS
from course_scraper import chroma_index, generation
from tests.processes import environment
from tests.services.some_courses import Speller, fill, record, use


@pytest.fixture
def speller(context: Flask) -> Speller:
    speller: Speller = use(context, Speller())
    fill()
    return speller


def folders() -> set[str]:
    return {path.name for path in generations.folder().iterdir() if path.is_dir()}


def name_of_current() -> str:
    row = generations.current()
    end_reading()
    assert row is not None
    return row.name


def ids(skill: str = "python") -> list[str]:
    return [one.course.course_id for one in recommend([skill]).by_skill[0].suggestions]


def test_vectors_are_made_once_for_each_text_and_model(speller: Speller, context: Flask) -> None:
    assert vectors.count_pending() == 40
    assert index.build_here() == "40 courses indexed, 40 vectors made, 20 of 20 probes found"
    assert len(speller.texts) == 40
    assert index.build_here() == "up to date, 0 vectors made, 20 of 20 probes found"
    catalogue.save([record(3, title="SQL again"), record(4, rating=2.0), record(99)], "import")
    assert index.build_here().startswith("41 courses indexed, 2 vectors made")
    assert sorted(text.split("\n")[0] for text in speller.texts[40:]) == ["SQL 99", "SQL again"]
    other: Speller = use(context, Speller("speller/2"))
    assert index.build_here().startswith("41 courses indexed, 41 vectors made")
    assert len(other.texts) == 41


def test_the_shortest_texts_come_first(speller: Speller, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ("x" * 300, "x", "x" * 5_000, "x" * 30)
    catalogue.save([record(number, description=text) for number, text in enumerate(texts)], "import")
    monkeypatch.setattr(vectors, "GROUP", 1)
    index.build_here()
    lengths = [len(text) for text in speller.texts]
    assert len(lengths) == 40
    assert max(b - a for a, b in zip(sorted(lengths), lengths, strict=True)) <= 3, "figures of ids apart"


def test_vectors_of_a_model_that_no_generation_uses_go(speller: Speller, context: Flask) -> None:
    index.build_here()
    for number in (2, 3):
        use(context, Speller(f"speller/{number}"))
        index.build_here()
    models = set(db.session.scalars(select(CourseVector.model).distinct()))
    assert models == {"speller/2", "speller/3"}


def test_work_that_is_cancelled_goes_on_where_it_was(
    speller: Speller, monkeypatch: pytest.MonkeyPatch
) -> None:
    def end(_percent: float, message: str) -> None:
        assert message == "32 of 40 courses embedded"
        raise progress.Cancelled

    monkeypatch.setattr(progress, "report", end)
    with pytest.raises(progress.Cancelled):
        index.build_here()
    assert db.session.scalar(select(func.count()).select_from(CourseVector)) == 32
    monkeypatch.undo()
    index.build_here()
    assert len(speller.texts) == 40
    assert len(set(speller.texts)) == 40


def test_a_new_generation_stands_beside_the_old_and_the_one_before_goes(speller: Speller) -> None:
    assert shelf().fault == NO_INDEX
    names = []
    for number in (100, 101, 102):
        index.build_here()
        assert shelf().generation == name_of_current()
        names.append(name_of_current())
        assert f"course~c{number}" not in ids("python")
        catalogue.save([record(number, title="Python", skills=("Python",))], "import")
    assert folders() == set(names[1:])
    states = db.session.scalars(select(IndexGeneration.state).order_by(IndexGeneration.id)).all()
    assert states == ["removed", "ready", "ready"]
    found = index.status()
    assert (found.current and found.current.name, found.previous and found.previous.name) == (
        names[2],
        names[1],
    )
    assert not found.is_current, "a course came after the build"
    assert (found.courses, found.vectors, found.fault) == (43, 42, "")


def test_the_previous_generation_can_be_read_again(speller: Speller) -> None:
    with pytest.raises(Conflict):
        index.switch_back()
    index.build_here()
    first = name_of_current()
    with pytest.raises(Conflict):
        index.switch_back()
    index.build_here(force=True)
    second = name_of_current()
    assert index.switch_back() == first
    assert (name_of_current(), shelf().generation) == (first, first)
    assert index.switch_back() == second
    generations.folder().joinpath(first, "rows.npy").write_bytes(b"")
    with pytest.raises(Conflict, match="damaged"):
        index.switch_back()
    assert name_of_current() == second


def test_other_processes_see_a_flip(speller: Speller, settings: Settings) -> None:
    index.build_here()
    other = create_app(settings)
    use(other, Speller())
    with other.app_context():
        assert shelf().generation == name_of_current()
        before = ids("glass")
        db.session.remove()
    catalogue.save([record(200, title="Glass", skills=("Glass",))], "import")
    index.build_here()
    with other.app_context():
        assert shelf().generation == name_of_current()
        assert "course~c200" in ids("glass")
        assert "course~c200" not in before
        db.session.remove()
        db.engine.dispose()


def test_a_course_that_went_is_not_recommended_even_before_the_next_build(speller: Speller) -> None:
    index.build_here()
    gone = ids("python")[0]
    catalogue.deactivate([gone])
    assert gone not in ids("python")
    assert len(ids("python")) == 3
    index.build_here()
    assert gone not in ids("python")


@pytest.mark.parametrize("way", ["cut", "zeroed", "gone"])
def test_a_damaged_file_is_noticed_and_healed(speller: Speller, way: str) -> None:
    index.build_here()
    expected = ids("python")
    path = generations.folder() / name_of_current()
    chance = random.Random(way)
    files = [each for each in sorted(path.rglob("*")) if each.is_file() and each.name != "chroma.sqlite3"]
    for file in files:
        whole = file.read_bytes()
        if way == "gone":
            file.unlink()
        elif way == "cut":
            file.write_bytes(whole[: len(whole) // 2])
        else:
            at = chance.randrange(max(1, len(whole) - 8))
            file.write_bytes(
                whole[:at] + bytes(8) + whole[at + 8 :] if any(whole[at : at + 8]) else b"\0" + whole
            )
        assert builds.fault_of(generations.current()), file.name  # type: ignore[arg-type]
        file.write_bytes(whole)
    files[0].write_bytes(b"nonsense")
    (path / "courses.jsonl").write_bytes(b"nonsense")
    fresh = create_app_beside(speller)
    with fresh.app_context():
        found = recommend(["python"])
        assert found.fault
        assert found.generation == ""
        assert found.compares_meaning, "the vectors in the database are searched themselves"
        assert {one.course.course_id for one in found.by_skill[0].suggestions} == set(expected)
        assert index.status().fault
        db.session.remove()
        db.engine.dispose()
    index.keep_current()
    [task_id] = db.session.scalars(select(Task.id).where(Task.name == index.TASK)).all()
    end_reading()
    calls = speller.calls
    tasks.run(task_id, HANDLERS)
    assert index.status().is_current
    assert speller.calls == calls, "the vectors are stored: nothing is embedded again"
    assert (ids("python"), shelf().fault) == (expected, "")


def create_app_beside(speller: Speller) -> Flask:
    from flask import current_app

    fresh = create_app(current_app.extensions["settings"])
    use(fresh, speller)
    return fresh


def test_a_broken_chroma_is_told_by_the_probe(speller: Speller) -> None:
    index.build_here()
    [file] = generations.folder().rglob("data_level0.bin")
    file.write_bytes(file.read_bytes()[:100])
    assert index.probe() == (20, 20), "what is open already is read on"
    shelf().close()
    assert index.probe() == (0, 0)
    found = index.status()
    assert "data_level0.bin was changed" in found.probe_fault
    assert recommend(["python"]).compares_meaning


def test_an_index_that_cannot_be_built_is_tried_once_an_hour(speller: Speller) -> None:
    index.keep_current()
    index.keep_current()
    [task_id] = db.session.scalars(select(Task.id).where(Task.name == index.TASK)).all()
    tasks.cancel(task_id)
    index.keep_current()
    assert db.session.scalar(select(func.count()).select_from(Task)) == 1


def test_without_courses_nothing_is_asked_for(context: Flask) -> None:
    index.keep_current()
    assert not db.session.scalar(select(func.count()).select_from(Task))
    assert recommend(["python"]).by_skill[0].suggestions == ()
    assert index.build_here() == "0 courses indexed, 0 vectors made"


def test_one_build_at_a_time(speller: Speller) -> None:
    first, is_new = index.ask(None)
    assert is_new
    assert index.ask(None, force=True) == (first, False)
    with alone(generations.folder()) as is_ours:
        assert is_ours
        assert index.build_here() == builds.UNDER_WAY
        with pytest.raises(Conflict):
            index.switch_back()
    assert index.build_here().startswith("40 courses indexed")
    build = index.find_build()
    assert build is not None
    assert index.cancel()
    assert not index.cancel()


def full_disk(*_given: Any, **_more: Any) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize(
    ("place", "name"),
    [(np, "save"), (chroma_index, "build"), (generation, "_write_last"), (generation, "_sync")],
)
def test_a_full_disk_leaves_the_old_index(
    speller: Speller, monkeypatch: pytest.MonkeyPatch, place: Any, name: str
) -> None:
    index.build_here()
    first = name_of_current()
    catalogue.save([record(300)], "import")
    monkeypatch.setattr(place, name, full_disk)
    with pytest.raises(builds.IndexNotBuilt, match="No space left"):
        index.build_here()
    monkeypatch.undo()
    assert (name_of_current(), folders()) == (first, {first})
    failed = index.status().history[0]
    assert (failed.state, failed.fault) == ("failed", "OSError: No space left on device")
    assert ids("python")
    assert index.build_here().startswith("41 courses indexed, 0 vectors made")


def test_too_little_room_is_told_before_anything_is_written(
    speller: Speller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(builds, "LEAST_ROOM", 10**18)
    with pytest.raises(builds.IndexNotBuilt, match="are needed"):
        index.build_here()
    assert folders() == set()


def test_a_build_that_is_cancelled_leaves_no_trace(speller: Speller, monkeypatch: pytest.MonkeyPatch) -> None:
    def end(_percent: float, message: str) -> None:
        if "indexed" in message:
            raise progress.Cancelled

    monkeypatch.setattr(progress, "report", end)
    task_id, _new = index.ask(None)
    tasks.run(task_id, HANDLERS)
    assert db.session.get_one(Task, task_id, populate_existing=True).state == "cancelled"
    assert index.status().history[0].state == "cancelled"
    assert (folders(), generations.current()) == (set(), None)


def test_without_a_model_words_are_indexed(context: Flask) -> None:
    fill()
    assert index.build_here() == "40 courses indexed, 0 vectors made"
    found = recommend(["python"])
    assert not found.compares_meaning
    assert found.generation == name_of_current()
    assert [one.course.title.split()[0] for one in found.by_skill[0].suggestions] == ["Python"] * 3
    assert found.by_skill[0].suggestions[0].similarity is None
    use(context, Speller())
    assert not index.status().is_current
    assert index.build_here().startswith("40 courses indexed, 40 vectors made")
    assert recommend(["python"]).compares_meaning


@pytest.mark.parametrize("weights", [None, b"cut"])
def test_missing_or_cut_weights_leave_the_words(
    settings: Settings, tmp_path: Path, weights: bytes | None
) -> None:
    models = tmp_path / "models"
    models.mkdir()
    if weights:
        (models / "model.safetensors").write_bytes(weights)
        (models / "model.json").write_text(
            '{"name": "m", "files": [{"name": "model.safetensors", "size": 9, "sha256": "0", "changed_ns": 0}]}'
        )
    application = create_app(settings.model_copy(update={"embedder": "auto", "models_dir": models}))
    with application.app_context():
        fill()
        index.build_here()
        assert not recommend(["python"]).compares_meaning
        assert "python -m tools.model_weights" in index.status().model_reason
        db.session.remove()
        db.engine.dispose()


def test_chroma_finds_what_an_exact_search_finds_and_is_not_changed_by_it(tmp_path: Path) -> None:
    draw = np.random.default_rng(5)
    points = draw.normal(size=(3_000, 384)).astype(np.float32)
    points /= np.linalg.norm(points, axis=1, keepdims=True)
    told: list[int] = []
    recall = chroma_index.build(tmp_path / "c", points, [{"title": "x"}] * 3_000, told.append)
    assert recall >= 0.99
    assert told == [1_000, 2_000, 3_000]
    before = {path: path.read_bytes() for path in (tmp_path / "c").rglob("*.bin")}
    opened = chroma_index.ChromaIndex(tmp_path / "c")
    queries = chroma_index.between(points, 50)
    assert chroma_index.recall_of(opened, points, queries) >= 0.99
    found = opened.search(points[:5], 2)
    assert found.rows[:, 0].tolist() == [0, 1, 2, 3, 4]
    np.testing.assert_allclose(found.cosines[:, 0], 1, atol=1e-5)
    with pytest.raises(ValueError, match="without filters"):
        opened.search(points[:1], 2, np.zeros(3_000, np.bool_))
    opened.close()
    assert {path: path.read_bytes() for path in (tmp_path / "c").rglob("*.bin")} == before


def test_a_server_starts_without_chroma(settings: Settings) -> None:
    code = "import sys; from app import create_app; create_app(); print('chromadb' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=environment(settings),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["False"]


def test_status_on_the_command_line(speller: Speller, context: Flask) -> None:
    run = context.test_cli_runner().invoke
    before = run(args=["courses", "status"])
    assert before.exit_code == 1
    assert NO_INDEX in before.output
    built = run(args=["courses", "index"])
    assert (built.exit_code, "40 courses indexed" in built.output) == (0, True)
    after = run(args=["courses", "status"])
    assert after.exit_code == 0
    assert "40 of 40, model speller/1" in after.output
    assert "20 of 20 found" in after.output


def builds_asked_for() -> int:
    count = db.session.scalar(select(func.count()).select_from(Task).where(Task.name == index.TASK))
    end_reading()
    return count or 0


def test_while_an_update_is_under_way_the_index_waits_for_its_end(speller: Speller) -> None:
    index.build_here()
    lease = update_runs.begin(None)
    assert lease is not None
    for number in range(3):
        fill(1, source="coursera", title=f"Changed {number}")
        index.keep_current()
    assert not index.status().is_current
    assert builds_asked_for() == 0
    update_runs.end(lease.update_id, "ok", {})
    index.keep_current()
    assert builds_asked_for() == 1


@pytest.mark.parametrize("damage", [False, True])
def test_an_update_holds_up_no_index_that_is_absent_or_damaged(speller: Speller, damage: bool) -> None:
    if damage:
        index.build_here()
        (generations.folder() / name_of_current() / "vectors.npy").write_bytes(b"nonsense")
    assert update_runs.begin(None) is not None
    index.keep_current()
    assert builds_asked_for() == 1
