"""The plan of a weekly update and its events, against a site on this machine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_scraper.coursera.reader import Listed
from course_scraper.update import (
    Bounds,
    Event,
    Known,
    Missing,
    Plan,
    Planned,
    Read,
    Unread,
    make_plan,
    update,
)
from outgoing.endings import Blocked, Changed, Failed, QuotaUsedUp, SourceFault
from tests.course_scraper.coursera_site import (
    CAPTCHA,
    HOST,
    PATHS,
    SITE,
    course_page,
    learn,
    put_site,
    sitemap,
)
from tests.fake_web import FakeWeb, Reply, client_for

TODAY = date(2026, 11, 22)
LAST_WEEK = TODAY - timedelta(days=7)
KINDS = frozenset({"course", "specialization", "certificate"})
REST = (f"{SITE}/professional-certificates/glazier", f"{SITE}/specializations/crafts")


def listed(*slugs: str) -> Listed:
    return Listed(frozenset(map(learn, slugs)), KINDS)


def known(*slugs: str, days: int = 7) -> list[Known]:
    return [Known(learn(slug), TODAY - timedelta(days=days)) for slug in slugs]


def slugs_of(plan: Plan) -> tuple[list[str], list[str]]:
    new = [url.rsplit("/", 1)[1] for url in plan.new]
    return new, [one.url.rsplit("/", 1)[1] for one in plan.again]


def test_what_is_listed_and_unknown_is_new() -> None:
    plan = make_plan(listed("a", "b", "c"), known("b"), Bounds(), TODAY)
    assert slugs_of(plan) == (["a", "c"], ["b"])
    assert (plan.listed, plan.unlisted, plan.waiting) == (3, 0, 0)


def test_however_a_catalogue_writes_an_address_it_is_known() -> None:
    odd = [Known("http://coursera.org/learn/a/?x=1", None), Known("https://elsewhere.example/learn/b", None)]
    plan = make_plan(listed("a", "b"), odd, Bounds(), TODAY)
    assert plan.new == (learn("b"),)
    assert plan.again == (odd[0],)


def test_those_unasked_for_longest_are_looked_at_again_first() -> None:
    catalogue = [*known("a", days=9), *known("b", days=300), Known(learn("c"), None), *known("d", days=30)]
    plan = make_plan(listed("a", "b", "c", "d"), catalogue, Bounds(recheck=3), TODAY)
    assert slugs_of(plan) == ([], ["c", "b", "d"])


def test_what_is_not_listed_any_more_comes_first_but_once_a_month() -> None:
    catalogue = [*known("a", days=300), *known("gone", days=40), *known("odd", days=10)]
    plan = make_plan(listed("a"), catalogue, Bounds(), TODAY)
    assert slugs_of(plan) == ([], ["gone", "a", "odd"])
    assert plan.unlisted == 2


def test_half_of_the_pages_are_for_what_is_new() -> None:
    catalogue = known(*(f"old{number:03}" for number in range(400)))
    names = [f"new{number:03}" for number in range(300)]
    plan = make_plan(listed(*names), catalogue, Bounds(pages=100), TODAY)
    assert (len(plan.new), len(plan.again), plan.waiting) == (50, 50, 250)
    plan = make_plan(listed(), catalogue, Bounds(pages=1_000), TODAY)
    assert (len(plan.new), len(plan.again)) == (0, 100)


def test_the_slice_grows_with_the_catalogue() -> None:
    catalogue = known(*(f"old{number}" for number in range(5_200)))
    assert len(make_plan(listed(), catalogue, Bounds(), TODAY).again) == 200


def test_a_run_begins_behind_the_cursor_and_comes_round() -> None:
    plan = make_plan(listed("a", "b", "c", "d"), [], Bounds(pages=3, recheck=0), TODAY, cursor=learn("b"))
    assert slugs_of(plan)[0] == ["c", "d", "a"]


@given(
    st.sets(st.integers(0, 60)),
    st.sets(st.integers(0, 60)),
    st.integers(0, 40),
    st.integers(0, 40) | st.none(),
)
def test_a_plan_is_bounded_and_names_nothing_twice(
    there: set[int], had: set[int], pages: int, recheck: int | None
) -> None:
    plan = make_plan(
        listed(*(f"c{n}" for n in there)), known(*(f"c{n}" for n in had)), Bounds(pages, recheck), TODAY
    )
    assert plan.pages <= pages
    assert len({*plan.new, *(one.url for one in plan.again)}) == plan.pages
    assert len(plan.new) + plan.waiting == len(there - had)


@pytest.fixture
def site(web: FakeWeb) -> FakeWeb:
    put_site(web, ["glass", "sand", "wood"])
    return web


def events(
    web: FakeWeb, catalogue: list[Known], cursor: str = "", **bounds: int
) -> Generator[Event, None, None]:
    return update(client_for(web), catalogue, Bounds(**bounds), TODAY, cursor)


def everything(days: int = 7) -> list[Known]:
    checked = TODAY - timedelta(days=days)
    return [*known("glass", "sand", "wood", days=days), *(Known(url, checked) for url in REST)]


def test_an_empty_catalogue_is_filled(site: FakeWeb) -> None:
    first, *rest = events(site, [])
    assert isinstance(first, Planned)
    assert len(rest) == first.plan.pages == 5
    assert all(isinstance(event, Read) and event.is_new for event in rest)


def test_where_nothing_is_new_a_slice_is_looked_at_again(site: FakeWeb) -> None:
    first, *rest = events(site, everything(), recheck=2)
    assert isinstance(first, Planned)
    assert first.plan.new == ()
    assert [isinstance(event, Read) and not event.is_new for event in rest] == [True, True]
    assert len(site.asked(HOST)) == 3 + 2


@pytest.mark.parametrize("status", [404, 410])
def test_gone_is_what_no_sitemap_names_and_no_page_answers(site: FakeWeb, status: int) -> None:
    site.answer(HOST, "/learn/old", status=status)
    site.answer(HOST, "/learn/wood", status=status)
    found = [event for event in events(site, [*everything(), *known("old")]) if isinstance(event, Missing)]
    assert {event.url: event.is_gone for event in found} == {learn("old"): True, learn("wood"): False}


def test_what_no_sitemap_names_but_still_answers_stays(site: FakeWeb) -> None:
    site.answer(HOST, "/learn/old", body=course_page("old"))
    found = [
        event for event in events(site, [*everything(), *known("old")]) if not isinstance(event, Planned)
    ]
    assert all(isinstance(event, Read) for event in found)
    assert len(found) == 6


def test_nothing_is_gone_while_the_sitemap_of_its_kind_is_broken(site: FakeWeb) -> None:
    xml = sitemap("/learn/glass", "/learn/sand")
    site.answer(HOST, PATHS["course"], body=xml[:-20])
    site.answer(HOST, "/learn/old", status=404)
    site.answer(HOST, "/specializations/old", status=404)
    catalogue = [*everything(), *known("old"), Known(f"{SITE}/specializations/old", LAST_WEEK)]
    found = {event.url: event.is_gone for event in events(site, catalogue) if isinstance(event, Missing)}
    assert found == {learn("old"): False, f"{SITE}/specializations/old": True}


def test_a_course_that_moved_to_a_known_one_is_missing_at_its_old_address(site: FakeWeb) -> None:
    site.answer(HOST, "/learn/old", status=301, headers={"Location": "/learn/glass"})
    found = [event for event in events(site, [*everything(), *known("old")]) if isinstance(event, Missing)]
    assert found == [Missing(learn("old"), 301, is_new=False, is_gone=True)]


def test_a_course_that_moved_to_a_new_address_is_read_once(site: FakeWeb) -> None:
    catalogue = [*known("oldglass"), *(one for one in everything() if one.url != learn("glass"))]
    site.answer(HOST, "/learn/oldglass", status=301, headers={"Location": "/learn/glass"})
    found = [event for event in events(site, catalogue) if isinstance(event, Read | Missing)]
    places = Counter(event.page.course.url for event in found if isinstance(event, Read))
    assert places[learn("glass")] == 1


def test_one_page_that_cannot_be_read_costs_itself_alone(site: FakeWeb) -> None:
    site.answer(HOST, "/learn/glass", body="<html>Something else</html>")
    site.answer(HOST, "/learn/sand", status=503)
    found = Counter(type(event).__name__ for event in events(site, []))
    assert found == {"Planned": 1, "Read": 3, "Unread": 2}


@pytest.mark.parametrize(
    ("reply", "fault"),
    [
        (Reply("no", 403), Blocked),
        (Reply("slower", 429, {"Retry-After": "60"}), QuotaUsedUp),
        (Reply(CAPTCHA), Blocked),
    ],
)
def test_the_first_refusal_ends_the_run_and_what_came_before_stays(
    site: FakeWeb, reply: Reply, fault: type[SourceFault]
) -> None:
    site.answer(HOST, "/learn/sand", reply)
    seen: list[Event] = []
    with pytest.raises(fault):
        seen.extend(events(site, []))
    assert [event.url for event in seen if isinstance(event, Read)] == [learn("glass")]
    assert len(site.asked(HOST, "/learn/wood")) == 0


def broken(web: FakeWeb, reply: Reply, count: int) -> list[str]:
    slugs = [f"c{number:02}" for number in range(count)]
    put_site(web, slugs)
    for slug in slugs:
        web.answer(HOST, f"/learn/{slug}", reply)
    return slugs


@pytest.mark.parametrize(
    ("reply", "fault"), [(Reply("<html>A new design</html>"), Changed), (Reply("oh", 500), Failed)]
)
def test_five_known_pages_in_a_row_that_cannot_be_read_end_the_run(
    web: FakeWeb, reply: Reply, fault: type[SourceFault]
) -> None:
    slugs = broken(web, reply, 9)
    run = events(web, [*known(*slugs), *(Known(url, TODAY) for url in REST)])
    assert isinstance(next(run), Planned)
    assert [type(next(run)) for _ in range(4)] == [Unread] * 4
    with pytest.raises(fault, match="5 pages in a row"):
        next(run)


def test_a_site_out_of_order_is_not_asked_twenty_times(web: FakeWeb) -> None:
    broken(web, Reply("oh", 500), 9)
    with pytest.raises(Failed, match="5 pages in a row"):
        list(events(web, []))


def test_new_pages_of_an_unknown_family_do_not_keep_known_ones_waiting(web: FakeWeb) -> None:
    broken(web, Reply("<html>A game</html>"), 30)
    found = list(events(web, [Known(url, LAST_WEEK) for url in REST]))
    assert Counter(type(event).__name__ for event in found) == {
        "Planned": 1,
        "Unread": 20,
        "Noted": 1,
        "Read": 2,
    }
    assert [event.is_new for event in found if isinstance(event, Read)] == [False, False]


def test_a_run_in_which_no_page_could_be_read_is_a_fault(web: FakeWeb) -> None:
    broken(web, Reply("<html>A new design</html>"), 9)
    web.answer(HOST, "/specializations/crafts", body="<html>A new design</html>")
    web.answer(HOST, "/professional-certificates/glazier", body="<html>A new design</html>")
    with pytest.raises(Changed, match="none of 11 pages"):
        list(events(web, []))


def test_pages_that_robots_txt_forbids_are_not_asked_for(site: FakeWeb) -> None:
    site.answer(HOST, "/robots.txt", body="User-agent: *\nDisallow: /learn/sand\n")
    unread = [event for event in events(site, []) if isinstance(event, Unread)]
    assert [event.url for event in unread] == [learn("sand")]
    assert not site.asked(HOST, "/learn/sand")


def test_a_run_that_died_is_taken_up_where_it_ended(web: FakeWeb) -> None:
    slugs = [f"c{number}" for number in range(8)]
    put_site(web, slugs)
    catalogue: list[Known] = []
    run = events(web, catalogue)
    for event in (next(run), next(run), next(run), next(run)):
        if isinstance(event, Read):
            catalogue.append(Known(event.url, TODAY))
    run.close()
    assert len(catalogue) == 3
    for event in events(web, catalogue, recheck=0):
        if isinstance(event, Read):
            catalogue.append(Known(event.url, TODAY))
    assert Counter(asked.path for asked in web.asked(HOST, "/learn/*")) == {
        f"/learn/{slug}": 1 for slug in slugs
    }
    assert len(catalogue) == 10
