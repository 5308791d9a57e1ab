"""JSON in its three usual arrangements, whole and broken."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from job_scraper.importing.reader import Kind, count_records, kind_of, read_records
from record_files.items import BadRecord, ImportedRecord, UnreadableFile

OFFERS = [
    {"title": "Comptable", "company": "Exemple", "description": 'Dit "oui", [et] {non}\\'},
    {"title": "Caissière", "company": "Été", "tags": [{"title": "a"}, {"title": "b"}]},
    {"title": "محاسب", "company": "شركة"},
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "offers.any"


def records(path: Path) -> list[Any]:
    return [dict(item.record) for item in read_records(path) if isinstance(item, ImportedRecord)]


def errors(path: Path) -> list[tuple[int, str]]:
    return [(item.line, item.code) for item in read_records(path) if isinstance(item, BadRecord)]


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("ascii_only", [True, False])
def test_an_array(file: Path, indent: int | None, ascii_only: bool) -> None:
    file.write_text(json.dumps(OFFERS, indent=indent, ensure_ascii=ascii_only), "utf-8-sig")
    assert kind_of(file) is Kind.ARRAY
    assert records(file) == OFFERS
    assert count_records(file) == 3


def test_lines_of_an_array(file: Path) -> None:
    file.write_text('[\n{"title": "a",\n "company": "b"},\n\n{"title": "c", "company": "d"}\n]\n', "utf-8")
    assert [item.line for item in read_records(file)] == [2, 5]


def test_json_lines(file: Path) -> None:
    lines = "\n".join(json.dumps(offer, ensure_ascii=False) for offer in OFFERS)
    file.write_bytes(gzip.compress(("\n" + lines + "\n\n").encode()))
    assert kind_of(file) is Kind.LINES
    assert [item.line for item in read_records(file)] == [2, 3, 4]
    assert records(file) == OFFERS
    assert count_records(file) == 3


@pytest.mark.parametrize("length", [70_000, 999_000, 1_100_000])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\n\n  \n"])
def test_json_lines_that_begin_with_a_long_one(file: Path, length: int, end: str) -> None:
    long = {"title": "Comptable", "company": "Exemple", "description": "é" * length}
    file.write_text(end.join(json.dumps(offer, ensure_ascii=False) for offer in (long, *OFFERS)), "utf-8")
    assert kind_of(file) is Kind.LINES
    assert records(file)[-3:] == OFFERS
    assert errors(file) == ([(1, "too_large")] if length > 1_000_000 else [])


@pytest.mark.parametrize("rest", ["", "\n", '\n, "url": "https://jobs.example.net/1"}', '\n"x"}'])
def test_an_object_with_a_long_first_line(file: Path, rest: str) -> None:
    whole = json.dumps({"title": "a", "company": "b", "place": {"name": "c" * 70_000}})
    opened = whole[:-1] + "," if rest == '\n"x"}' else whole[: -1 if "url" in rest else None]
    file.write_text(opened + rest, "utf-8")
    assert kind_of(file) is Kind.OBJECT


@pytest.mark.parametrize(
    "document",
    [
        {
            "resultats": OFFERS,
            "filtresPossibles": [{"filtre": "x", "agregation": [{"valeurPossible": "CDI"}] * 9}],
        },
        {"status": "OK", "data": {"jobs": OFFERS, "cursor": "x"}},
        {"name": "Exemple", "url": "https://e.example", "description": "Nous", "jobs": OFFERS},
        {"jobs": {"page": {"hits": OFFERS}}},
        {"meta": {"title": "Offres", "count": 3}, "items": OFFERS},
    ],
)
def test_an_object_with_the_list_inside(file: Path, document: dict[str, Any]) -> None:
    file.write_text(json.dumps(document, indent=1), "utf-8")
    assert kind_of(file) is Kind.OBJECT
    assert records(file) == OFFERS


def test_one_offer(file: Path) -> None:
    file.write_text(json.dumps(OFFERS[1], indent=1), "utf-8")
    assert records(file) == [OFFERS[1]]
    file.write_text(json.dumps({"jobPostingInfo": OFFERS[0], "similar": []}), "utf-8")
    assert records(file) == [OFFERS[0]]


def test_one_line_that_is_one_offer(file: Path) -> None:
    file.write_text(json.dumps(OFFERS[0]) + "\n", "utf-8")
    assert records(file) == [OFFERS[0]]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("{", "damaged"), ('{"a": 1', "damaged"), ('{"a": 1}', "no_records"), ('{"title": 1}', "no_records"),
        ('{"a":' * 100_000, "damaged"), ("{}", "no_records"),
    ],
)  # fmt: skip
def test_objects_without_offers(file: Path, content: str, code: str) -> None:
    file.write_text(content, "utf-8")
    with pytest.raises(UnreadableFile) as refused:
        list(read_records(file))
    assert refused.value.code == code


def test_broken_lines_cost_only_themselves(file: Path) -> None:
    lines = [
        json.dumps(OFFERS[0]),
        '{"title": "broken',
        "[1, 2]",
        "null",
        '{"x":' + "[" * 100_000,
        '{"title": "' + "x" * 1_100_000 + '"}',
        '{"title": "raw\ttab", "n": NaN, "m": -Infinity, "big": ' + "9" * 6000 + "}",
        '{"title": "first", "title": "last", "company": "e"}',
        json.dumps(OFFERS[2]),
    ]
    file.write_text("\n".join(lines), "utf-8")
    assert errors(file) == [
        (2, "broken_json"),
        (3, "not_an_object"),
        (4, "not_an_object"),
        (5, "too_deep"),
        (6, "too_large"),
    ]
    found = records(file)
    assert [record["title"] for record in found] == ["Comptable", "raw\ttab", "last", "محاسب"]
    assert (found[1]["n"], found[1]["m"]) == (None, None)


@pytest.mark.parametrize(
    "broken",
    [
        '{"title": "no value", "company": }', '{"title": "two" "values"}', "{'title': 'single'}", '{"title": undefined}',
        '"a string"', "12", "null", '{"title": "comma",}', "{]", '{"title": "escape \\x"}',
    ],
)  # fmt: skip
def test_a_broken_item_of_an_array_costs_only_itself(file: Path, broken: str) -> None:
    whole = [json.dumps(offer) for offer in OFFERS]
    file.write_text("[" + ",\n".join([whole[0], broken, *whole[1:]]) + "]", "utf-8")
    assert records(file) == OFFERS or broken == "{]"
    assert errors(file)[0][0] == 2
    assert records(file)[0] == OFFERS[0]


@pytest.mark.parametrize("between", [",", ",\n", ",\n  "])
def test_a_missing_quotation_mark_loses_little(file: Path, between: str) -> None:
    whole = [json.dumps(offer, indent=1 if "\n" in between else None) for offer in OFFERS]
    file.write_text(
        "[" + between.join([whole[0], '{"title": "open, "company": "e"}', *whole[1:], *whole]) + "]", "utf-8"
    )
    assert errors(file)
    assert [record["title"] for record in records(file)].count("محاسب") >= 1
    assert records(file)[0] == OFFERS[0]


def test_reading_finds_the_next_item_behind_a_giant_one(file: Path) -> None:
    giant = '{"title": "' + "x" * 3_000_000 + '"}'
    file.write_text(
        "[" + ", ".join([json.dumps(OFFERS[0]), giant, json.dumps(OFFERS[1]), json.dumps(OFFERS[2])]) + "]",
        "utf-8",
    )
    assert [code for _, code in errors(file)] == ["too_large"]
    assert records(file)[0]["title"] == "Comptable"
    assert "محاسب" in [record["title"] for record in records(file)]


def test_an_array_that_breaks_off(file: Path) -> None:
    file.write_text(json.dumps(OFFERS, indent=1)[:-30], "utf-8")
    assert records(file) == OFFERS[:2]
    assert [code for _, code in errors(file)] == ["broken_json"]


@pytest.mark.parametrize("content", ["[", "[]", "[[[[", "[" * 200_000, "[,,,,]", '["', "[}{]"])
def test_arrays_of_nothing(file: Path, content: str) -> None:
    file.write_text(content, "utf-8")
    assert records(file) == []


ITEMS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.lists(st.dictionaries(st.text(max_size=6), ITEMS, max_size=4), max_size=6),
    st.sampled_from([None, 1]),
    st.booleans(),
)
def test_arrays_come_back_whole(
    file: Path, items: list[dict[str, Any]], indent: int | None, ascii_only: bool
) -> None:
    file.write_bytes(
        json.dumps(items, indent=indent, ensure_ascii=ascii_only).encode("utf-8", "surrogatepass")
    )
    assert records(file) == items


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(alphabet='[]{}",:\\\n ab1', max_size=120).map(lambda text: "[" + text))
def test_no_array_stops_the_reader(file: Path, text: str) -> None:
    file.write_text(text, "utf-8")
    for item in read_records(file):
        assert item.line >= 1
