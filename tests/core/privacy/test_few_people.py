"""No number that speaks of fewer than five people can be read or worked out from a total."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.core.privacy.few_people import LEAST, Group, shown

GROUPS = st.dictionaries(
    st.text("abcdef", min_size=1, max_size=2),
    st.builds(lambda people, more: Group(people + more if people else 0, people), st.integers(0, 9), st.integers(0, 40)),
    max_size=8,
)  # fmt: skip


@given(GROUPS)
def test_few_people_are_kept_back_and_cannot_be_worked_out(groups: dict[str, Group]) -> None:
    found = shown(groups)
    assert found.keys() == groups.keys()
    hidden = [name for name, count in found.items() if count is None]
    for name, group in groups.items():
        assert (0 < group.people < LEAST) <= (found[name] is None)
        assert found[name] in {None, group.count}
    with_people = [name for name, group in groups.items() if group.people]
    assert len(hidden) != 1 or with_people == hidden


def test_what_many_stand_behind_is_shown() -> None:
    groups = {"a": Group(90, 40), "b": Group(7, 5), "c": Group(0, 0)}
    assert shown(groups) == {"a": 90, "b": 7, "c": 0}
    assert shown({**groups, "d": Group(6, 2)}) == {"a": 90, "b": None, "c": 0, "d": None}
    assert shown({**groups, "d": Group(6, 2), "e": Group(1, 1)}) == {
        "a": 90,
        "b": 7,
        "c": 0,
        "d": None,
        "e": None,
    }
