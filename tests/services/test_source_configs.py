"""How sources are set up: checked, versioned, with keys that go in and never come out."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.errors import BadInput, NotFound
from app.extensions import db
from app.models import SourceConfig
from app.services import option_values, sealed, source_configs
from app.services.source_configs import SetUpChanged
from app.settings import Settings
from job_scraper.option import Option
from outgoing.endings import Failed, KeyRefused
from tests.factories import make_user
from tests.services import fake_board

KEY = "sk-9f8e7d6c5b4a"
OPTIONS = (
    Option("words", "Words", "list", ("python",), is_required=True, minimum=1, maximum=3),
    Option("place", "Place", "text", "Tunis", maximum=10),
    Option("pages", "Pages", "number", 2, minimum=1, maximum=9),
    Option("remote", "Remote", "flag", False),
    Option("order", "Order", "choice", "new", choices=("new", "near")),
    Option("key", "Key", "secret", is_required=True),
    Option("other_key", "Other key", "secret"),
)


@pytest.fixture
def board(context: Flask) -> Flask:
    fake_board.use(context, fake_board.board(options=OPTIONS, is_on=False))
    return context


def save(version: int = 0, values: Any = None, secrets: Any = None, **changes: Any) -> source_configs.SetUp:
    rest: dict[str, Any] = {"is_on": False, "every_hours": 4, "max_offers": 100, **changes}
    return source_configs.save("board", values or {}, secrets or {}, expected_version=version, **rest)


def stored() -> list[SourceConfig]:
    db.session.rollback()
    return list(db.session.scalars(select(SourceConfig).order_by(SourceConfig.version)))


def test_before_anybody_saved_the_source_s_own_defaults_count(board: Flask) -> None:
    set_up = source_configs.current("board")
    assert (set_up.version, set_up.is_on, set_up.every_hours, set_up.max_offers) == (0, False, 4, 1000)
    assert set_up.values == {
        "words": ("python",), "place": "Tunis", "pages": 2, "remote": False, "order": "new",
    }  # fmt: skip
    assert set_up.missing == ("key",)
    assert source_configs.all_current() == [set_up]
    assert source_configs.versions("board") == []
    with pytest.raises(NotFound):
        source_configs.current("nowhere")


def test_a_source_may_have_its_own_pace(context: Flask) -> None:
    fake_board.use(context, fake_board.board(every_hours=168))
    assert source_configs.current("board").every_hours == 168


def test_what_was_typed_is_checked_and_comes_back_in_its_kind(board: Flask) -> None:
    user = make_user("admin@example.org", role="admin")
    saved = save(
        values={
            "words": " java \n\nrust, java",
            "place": " Sfax ",
            "pages": " 3 ",
            "remote": "on",
            "order": "near",
        },
        secrets={"key": KEY},
        is_on=True,
        every_hours="12",
        max_offers="250",
        note="  more \n words ",
        user_id=user,
    )
    again = source_configs.current("board")
    assert saved == again
    assert again.values == {
        "words": ("java", "rust"),
        "place": "Sfax",
        "pages": 3,
        "remote": True,
        "order": "near",
    }
    assert (again.version, again.is_on, again.every_hours, again.max_offers) == (1, True, 12, 250)
    assert (again.note, again.created_by) == ("more words", "admin@example.org")
    assert again.secrets_set == {"key"}
    assert again.missing == ()


def test_each_wrong_field_is_named_and_nothing_is_stored(board: Flask) -> None:
    wrong = {
        "words": "a, b, c, d",
        "place": "a very long name of a place",
        "pages": "ten",
        "remote": "perhaps",
        "order": "old",
        "colour": "red",
    }
    with pytest.raises(BadInput) as raised:
        save(values=wrong, secrets={"place": "x"}, every_hours=0, max_offers="1e3")
    assert set(raised.value.fields) == {*wrong, "every_hours", "max_offers"}
    assert stored() == []


def test_a_source_without_its_key_cannot_be_switched_on(board: Flask) -> None:
    with pytest.raises(BadInput) as raised:
        save(values={"words": ""}, is_on=True)
    assert set(raised.value.fields) == {"words", "key"}
    with pytest.raises(KeyRefused):
        source_configs.query("board")
    save(secrets={"key": KEY})
    query, _set_up = source_configs.query("board")
    assert (query.text("key"), query.text("other_key"), query.words("words"), query.limit) == (
        KEY, "", ("python",), 100,
    )  # fmt: skip
    save(1, values={"words": ""})
    with pytest.raises(Failed, match="words"):
        source_configs.query("board")


def test_keys_are_never_stored_or_given_as_they_are(board: Flask) -> None:
    saved = save(secrets={"key": KEY})
    assert KEY not in repr(saved)
    assert KEY not in repr(source_configs.versions("board"))
    (row,) = stored()
    assert row.secrets
    assert KEY not in row.secrets
    assert KEY not in str(row.values)
    with pytest.raises(BadInput):
        save(1, values={"key": KEY})


def test_an_empty_key_leaves_the_old_one_and_removing_takes_it_out_of_every_version(board: Flask) -> None:
    save(secrets={"key": KEY, "other_key": "abc"})
    save(1, secrets={"key": "", "other_key": "  "})
    assert source_configs.current("board").secrets_set == {"key", "other_key"}
    save(2, secrets={"key": "new-one"}, remove_secrets=["other_key", "key"])
    assert source_configs.query("board")[0].text("key") == "new-one", "one that is written wins"
    save(3, remove_secrets=["key"])
    assert source_configs.current("board").secrets_set == frozenset()
    assert [row.secrets for row in stored()] == ["", "", "", ""], "nothing is left anywhere"


def test_another_secret_key_makes_keys_unreadable_and_says_so(board: Flask, settings: Settings) -> None:
    save(secrets={"key": KEY})
    changed = settings.model_copy(update={"secret_key": type(settings.secret_key)("x1y2z3" * 8)})
    changed.__dict__.pop("signing_key", None)  # the value kept from before
    board.extensions["settings"] = changed
    set_up = source_configs.current("board")
    assert (set_up.keys_unreadable, set_up.secrets_set, set_up.missing) == (True, frozenset(), ("key",))
    with pytest.raises(KeyRefused, match="SECRET_KEY"):
        source_configs.query("board")
    save(1, secrets={"key": "again"})
    assert source_configs.query("board")[0].text("key") == "again"
    assert not source_configs.current("board").keys_unreadable


@pytest.mark.parametrize("damaged", ["", "gAAAA", "é" * 40, "x" * 400])
def test_damaged_keys_are_an_error_of_their_own(board: Flask, damaged: str) -> None:
    if not damaged:
        assert sealed.unseal("") == {}
        return
    with pytest.raises(sealed.Unreadable):
        sealed.unseal(damaged)


def test_who_saves_an_older_form_is_told_what_is_there_now(board: Flask) -> None:
    save(values={"place": "Sousse"})
    with pytest.raises(SetUpChanged) as raised:
        save(0, values={"place": "Sfax"})
    assert raised.value.status == 409
    assert raised.value.current.values["place"] == "Sousse"
    assert [row.version for row in stored()] == [1]


def test_of_many_who_save_the_same_version_one_wins(board: Flask) -> None:
    barrier, outcomes = threading.Barrier(6), []

    def one(number: int) -> None:
        with board.app_context():
            barrier.wait()
            try:
                outcomes.append(save(values={"pages": number + 1}).version)
            except SetUpChanged as error:
                outcomes.append(type(error))
            finally:
                db.session.remove()

    threads = [threading.Thread(target=one, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(str, outcomes)) == sorted(map(str, [1, *[SetUpChanged] * 5]))
    assert [row.version for row in stored()] == [1]


def test_a_version_can_be_taken_back_without_its_keys(board: Flask) -> None:
    user = make_user("admin@example.org", role="admin")
    save(values={"place": "Sfax"}, secrets={"key": "first"}, every_hours=8)
    save(1, values={"place": "Paris"}, secrets={"key": "second"}, is_on=True, max_offers=900)
    back = source_configs.rollback("board", 1, user)
    assert (back.version, back.values["place"], back.every_hours, back.max_offers, back.is_on) == (
        3, "Sfax", 8, 100, False,
    )  # fmt: skip
    assert source_configs.query("board")[0].text("key") == "second"
    assert [one.version for one in source_configs.versions("board")] == [3, 2, 1]
    assert source_configs.versions("board")[0].created_by == "admin@example.org"
    for version in (0, 9):
        with pytest.raises(NotFound):
            source_configs.rollback("board", version, user)


def test_values_of_an_older_program_give_way_to_defaults(board: Flask) -> None:
    save(values={"pages": 9, "place": "Sfax"})
    fake_board.use(board, fake_board.board(options=(Option("pages", "Pages", "number", 1, maximum=5),)))
    assert source_configs.current("board").values == {"pages": 1}


ANYTHING = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.binary(), st.lists(st.text() | st.none()),
    st.dictionaries(st.text(), st.integers()),
)  # fmt: skip


@given(st.sampled_from(OPTIONS), ANYTHING)
@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_anything_is_a_value_of_its_kind_or_wrong(context: Flask, option: Option, given_: object) -> None:
    kinds = {"list": tuple, "number": int, "flag": bool}
    try:
        value = option_values.checked(option, given_)
    except option_values.WrongValue as error:
        assert str(error)
        return
    assert isinstance(value, kinds.get(option.kind, str))
    assert option_values.checked(option, value) == value, "what was checked once passes again"
