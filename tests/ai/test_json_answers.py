"""The JSON in what a model wrote, whatever stands around it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, Field

from app.ai.answer_model import StrictAnswer, schema_of
from app.ai.json_answer import MAX_LENGTH, NoJson, objects_in, plain_texts

LEAVES = st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text(max_size=20)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
OBJECTS = st.dictionaries(st.text(max_size=5), VALUES, max_size=4)
PROSE = st.text(st.characters(exclude_characters='{}"\\', codec="utf-8"), max_size=60)


@given(OBJECTS, PROSE, PROSE)
def test_an_object_is_found_between_prose(value: dict[str, Any], before: str, after: str) -> None:
    assert objects_in(f"x{before}{json.dumps(value)}{after}") == [value]


@given(OBJECTS)
def test_an_object_is_found_in_a_fence(value: dict[str, Any]) -> None:
    assert objects_in(f"Sure:\n```json\n{json.dumps(value, indent=1)}\n```\nDone.") == [value]


@given(st.text(st.sampled_from('{}[]",:\\ \n1aeNI`'), max_size=200) | st.text(max_size=200))
def test_any_text_gives_objects_or_says_why_not(text: str) -> None:
    try:
        assert all(isinstance(value, dict) for value in objects_in(text))
    except NoJson as fault:
        assert fault.code in {"empty", "too_long", "too_deep", "not_a_number", "no_object"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        (" \ufeff\n", "empty"),
        ("I cannot help with that.", "no_object"),
        ("[1, 2]", "no_object"),
        ("null", "no_object"),
        ('{"a": [1, 2', "no_object"),
        ('{"a": NaN}', "not_a_number"),
        ('{"a": -Infinity}', "not_a_number"),
        ('{"a": 1e999}', "not_a_number"),
        ('{"a": ' + "9" * 6000 + "}", "no_object"),
        ('{"a": ' + "[" * 31 + "]" * 31 + "}", "too_deep"),
        ('{"a":' * 31 + "1" + "}" * 31, "too_deep"),
        ("a" * (MAX_LENGTH + 1), "too_long"),
    ],
)
def test_what_is_no_object_has_a_code(text: str, code: str) -> None:
    with pytest.raises(NoJson) as raised:
        objects_in(text)
    assert raised.value.code == code


@pytest.mark.parametrize(
    "text",
    ['{"a": "' * 20_000, "{" * MAX_LENGTH, '"' * MAX_LENGTH, "{}" * (MAX_LENGTH // 2), "[" * MAX_LENGTH, "\\" * MAX_LENGTH,
     '{"a":"' + "\\" * 100_000, "![" * 90_000, "[a](" * 45_000, "http" * 45_000, "<think>" * 25_000],
)  # fmt: skip
def test_odd_texts_take_no_time(text: str) -> None:
    try:
        objects_in(text)
    except NoJson as fault:
        assert fault.code
    assert len(plain_texts(text)) <= len(text)


def test_the_longest_object_comes_first_and_the_last_of_equal_names_counts() -> None:
    assert objects_in('{"a": 1} and {"a": 2, "b": 3, "a": 4}') == [{"a": 4, "b": 3}, {"a": 1}]


def test_thoughts_are_left_out() -> None:
    assert objects_in('<think>{"reply": "no, a much longer one"}</think>{"reply": "yes"}') == [
        {"reply": "yes"}
    ]


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("plain <b>text</b> & more", "plain <b>text</b> & more"),
        ("see ![x](http://evil.example/?d=CV) now", "see  now"),
        ("see [this](javascript:alert(1)) now", "see [this](javascript:alert(1)) now"),
        ("see [this](https://evil.example/a) now", "see this now"),
        ("at https://evil.example/p?q=1, and www.evil.example", "at  and"),
        ("a\x00b\u202ec\u200bd\ud800e\ufeff", "abcde"),
        ("line\nnext\tone", "line\nnext\tone"),
    ],
)
def test_texts_are_plain(given: str, shown: str) -> None:
    assert plain_texts({"a": [given, 1, None, True]}) == {"a": [shown, 1, None, True]}


def test_links_stay_where_they_are_asked_for() -> None:
    assert plain_texts({"url": " https://example.org/c/1\u200b "}, keeps_links=True) == {
        "url": "https://example.org/c/1"
    }


@given(VALUES)
def test_plain_texts_can_be_stored_and_shown(value: Any) -> None:
    text = json.dumps(plain_texts(value), ensure_ascii=False)
    assert not {"\x00", "\u202e", "\u200b"} & set(text)
    text.encode("utf-8")


class Point(StrictAnswer):
    text: str = Field(max_length=10)
    line: int | None = Field(ge=0, le=99)


class Good(StrictAnswer):
    points: tuple[Point, ...] = Field(max_length=2, description="what counts")
    share: float = Field(default=0.5, ge=0, le=1)


def test_schemas_are_as_strict_servers_want_them() -> None:
    schema = schema_of(Good)
    assert schema["required"] == ["points", "share"]
    assert schema["additionalProperties"] is False
    assert schema["$defs"]["Point"]["required"] == ["text", "line"]
    assert "at most 2" in schema["properties"]["points"]["description"]
    assert not {"maxLength", "maxItems", "minimum", "default", "title"} & set(_names(schema))


def test_answers_without_bounds_are_refused() -> None:
    class Endless(BaseModel):
        points: list[str]

    class Free(BaseModel):
        members: dict[str, str]

    for model in (Endless, Free):
        with pytest.raises(ValueError, match="needs"):
            schema_of(model)


def _names(node: Any) -> list[str]:
    if isinstance(node, list):
        return [name for each in node for name in _names(each)]
    if isinstance(node, dict):
        return [*node, *(name for each in node.values() for name in _names(each))]
    return []
