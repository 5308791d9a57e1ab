from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.search.filters import FACETS, Filters, InvalidFilter, read_filters
from app.core.search.words import filters_from


def test_reads_every_parameter_of_the_search() -> None:
    filters = filters_from(
        [
            ("keyword", "  python   developer "),
            ("location", "Tunis"),
            ("company", "Nour"),
            ("job_type", "CDI"),
            ("job_type", "Stage"),
            ("contract_type", "Temps plein"),
            ("country", "uk"),
            ("salary_min", "30000"),
            ("with_salary", "1"),
            ("date_range", "1week"),
            ("sort", "salary"),
            ("page", "3"),
        ]
    )
    assert filters.keyword == "python developer"
    assert filters.job_type == ("permanent", "internship")
    assert filters.contract_type == ("full_time",)
    assert filters.country == ("GB",)
    assert (filters.salary_min, filters.with_salary, filters.max_age_days) == (30000, True, 7)
    assert (filters.effective_sort, filters.page) == ("salary", 3)


def test_a_working_time_in_the_contract_parameter_is_understood() -> None:
    assert filters_from([("job_type", "Temps partiel")]).contract_type == ("part_time",)


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("page", "0", "out_of_range"),
        ("page", "-1", "out_of_range"),
        ("page", "9" * 25, "out_of_range"),
        ("page", "two", "not_a_number"),
        ("page", "²", "not_a_number"),
        ("page", "501", "out_of_range"),
        ("salary_min", "1e9", "not_a_number"),
        ("sort", "random", "unknown"),
        ("date_range", "yesterday", "unknown"),
        ("keyword", "x" * 201, "too_long"),
        ("source", "x" * 201, "too_long"),
    ],
)
def test_what_is_out_of_bounds_is_named(name: str, value: str, code: str) -> None:
    with pytest.raises(InvalidFilter) as caught:
        read_filters([(name, value)], {})
    assert (caught.value.field, caught.value.code) == (name, code)


def test_too_many_values_are_refused() -> None:
    with pytest.raises(InvalidFilter, match="skill: too_many"):
        read_filters([("skill", f"s{n}") for n in range(30)], {})


def test_nul_bytes_overrides_and_surrogates_are_dropped() -> None:
    assert read_filters([("keyword", "a\x00b\u202ec\ud800d")], {}).keyword == "a bcd"


def test_relevance_is_the_order_once_there_are_words() -> None:
    assert Filters().effective_sort == "newest"
    assert Filters(keyword="x").effective_sort == "relevance"


def test_taking_a_value_away_goes_back_to_page_one() -> None:
    filters = Filters(country=("FR", "TN"), page=4)
    assert filters.without("country", "FR") == Filters(country=("TN",))
    assert filters.without("country") == Filters()


words = st.text(max_size=40)
facet_values = st.lists(st.text("abcXYZé-", min_size=1, max_size=8), max_size=4, unique=True).map(tuple)


@given(
    st.builds(
        Filters,
        keyword=st.from_regex(r"[a-zé0-9\"*-]{0,20}", fullmatch=True),
        salary_min=st.none() | st.integers(1, 10_000_000),
        with_salary=st.booleans(),
        date_range=st.sampled_from(["all", "1week"]),
        sort=st.none() | st.sampled_from(["newest", "match"]),
        page=st.integers(1, 500),
        **dict.fromkeys(FACETS, facet_values),
    )
)
def test_a_search_survives_its_url(filters: Filters) -> None:
    assert read_filters(filters.to_pairs(), {}) == filters


@given(
    st.lists(st.tuples(st.sampled_from(["keyword", "page", "country", "sort", "other"]), words), max_size=8)
)
def test_any_query_string_is_read_or_refused(pairs: list[tuple[str, str]]) -> None:
    try:
        read_filters(pairs, {})
    except InvalidFilter as error:
        assert error.code in {"not_a_number", "out_of_range", "too_long", "too_many", "unknown"}


def test_a_change_of_no_filter_is_an_error() -> None:
    with pytest.raises(TypeError, match="sorting"):
        Filters().to_pairs(sorting="newest")
