"""Offers side by side and two CVs for one offer, through the site."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from sqlalchemy import func, select, update
from werkzeug.test import TestResponse

from app.extensions import db
from app.models import CV, Job, User
from app.services import accounts
from app.services.saved_jobs import keeping
from app.services.tracker import creating
from app.services.transaction import transaction
from tests.client import CheckingClient, sign_in, tree, words
from tests.factories import make_user, posting, salary, store
from tests.web.everything import all_rows, cv_of

HTMX = {"HX-Request": "true"}
ASKS = "Requirements: Python and {more}. Nice to have: Git."


@pytest.fixture
def job_ids(app: Flask) -> list[int]:
    with app.app_context():
        return store(
            posting(1, title="Python developer <b>A</b>", salary=salary(40_000, 50_000),
                    languages={"de": "B2", "en": None}, description_text=ASKS.format(more="Docker")),
            posting(2, title="Développeur Python B", city="Sfax", location="Sfax, Tunisia", contract="fixed_term",
                    salary=salary(3_000, 4_000, "TND", "month"), description_text=ASKS.format(more="Kubernetes")),
            posting(3, title="Python developer C", city="Lyon", country="FR", location="Lyon, France", remote="remote"),
            posting(4, title="Python developer D"),
        )  # fmt: skip


@pytest.fixture
def other_s(app: Flask) -> int:
    """An offer that another person brought in."""
    with app.app_context():
        [job_id] = store(posting(9, title="The other's own"))
        other = make_user("other@example.org")
        with transaction() as session:
            session.execute(update(Job).where(Job.id == job_id).values(owner_id=other))
        return job_id


def cells(page: TestResponse, label: str) -> list[str]:
    """The cells of the row with this label."""
    [row] = tree(page).xpath(
        "//table[contains(@class, 'compare-table')]//tr[normalize-space(th[@scope='row']/descendant::text()[normalize-space()][1])=$label]",
        label=label,
    )
    return [" ".join(cell.text_content().split()) for cell in row.xpath("./td")]


def bodies(*answers: TestResponse) -> set[str]:
    return {
        re.sub(r'(content|value)="[^"]*"', "", one.text.replace(one.headers["X-Request-ID"], ""))
        for one in answers
    }


def test_a_visitor_chooses_without_a_script_and_compares(
    app: Flask, client: CheckingClient, job_ids: list[int]
) -> None:
    before = all_rows(app)
    first, second, third, fourth = job_ids
    page = tree(client.get("/?keyword=python"))
    assert page.xpath(f"//button[@form='offer-actions'][@formaction='/compare/{first}/add']")
    assert page.xpath("//*[@id='compare-bar']")[0].text_content() == ""
    answer = client.send(f"/compare/{first}/add", {"next": "/?keyword=python"})
    assert (answer.status_code, answer.location) == (302, f"/?keyword=python#compare-{first}")
    shown = client.get("/?keyword=python")
    assert f'formaction="/compare/{first}/remove"' in shown.text
    assert "1 offer to compare" in words(shown)
    assert "Choose one or two more." in words(shown)
    assert "One offer is chosen" in words(client.get("/compare"))
    client.send(f"/compare/{second}/add", {"next": f"/job/{second}"})
    client.send(f"/compare/{second}/add")
    bar = tree(client.get(f"/job/{second}")).xpath("//*[@id='compare-bar']//a")[0]
    assert (bar.get("href"), bar.text_content()) == (f"/compare?job={first}&job={second}", "Compare (2)")
    client.send(f"/compare/{third}/add")
    refused = client.send(f"/compare/{fourth}/add", {"next": "/"})
    assert refused.location == f"/#compare-{fourth}"
    assert "You compare 3 offers already." in words(client.get("/"))
    client.send(f"/compare/{second}/remove")
    assert client.get("/compare").location == f"/compare?job={first}&job={third}"
    client.send("/compare/clear", {"next": "/"})
    assert "Nothing to compare yet" in words(client.get("/compare"))
    assert all_rows(app) == before, "nothing is stored, nobody becomes a guest"
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(User)) == 0


def test_htmx_gets_the_button_the_bar_and_a_word(client: CheckingClient, job_ids: list[int]) -> None:
    for count, id_ in enumerate(job_ids[:3], 1):
        answer = client.send(f"/compare/{id_}/add", headers=HTMX)
        assert "<html" not in answer.text
        assert f'formaction="/compare/{id_}/remove"' in answer.text
        assert 'hx-swap-oob="innerHTML:#compare-bar"' in answer.text
        assert f"{count} offer" in answer.text
    full = client.send(f"/compare/{job_ids[3]}/add", headers=HTMX)
    assert full.status_code == 200
    assert f'formaction="/compare/{job_ids[3]}/add"' in full.text
    assert "You compare 3 offers already." in full.text
    gone = client.send(f"/compare/{job_ids[0]}/remove", headers=HTMX)
    assert f'formaction="/compare/{job_ids[0]}/add"' in gone.text
    assert "2 offers to compare" in gone.text


def test_offers_stand_side_by_side_with_what_my_cv_makes_of_them(
    app: Flask, client: CheckingClient, job_ids: list[int]
) -> None:
    first, second, third, _fourth = job_ids
    address = f"/compare?job={first}&job={second}&job={third}"
    without = client.get(address)
    assert "Add your CV" in words(without)
    assert "How well it fits you" not in words(without)
    assert cells(without, "Docker") == ["required", "not asked for", "required"]
    with app.app_context():
        user_id = make_user()
        cv_of(user_id, "amel.txt")
        keeping.save(user_id, first)
        keeping.hide(user_id, third)
        creating.track(user_id, second, "applied")
        with transaction() as session:
            session.execute(
                update(Job).where(Job.id == third).values(is_active=False, closed_reason="expired")
            )
        db.session.remove()
    before = all_rows(app)
    sign_in(client, user_id)
    page = client.get(address)
    said = words(page)
    assert all_rows(app) == before, "looking writes nothing"
    assert "Python developer <b>A</b>" in said
    assert "amel.txt" in said
    scores = cells(page, "Score")
    for id_, text in zip(job_ids, scores, strict=False):
        shown = re.search(r"data-score=\"([\d.]+)\"", client.get(f"/job/{id_}").text)
        assert shown
        assert f"{float(shown[1]):g} of 100" in text, "the same as on the offer's page"
    assert sum("highest" in text for text in scores) <= 1
    assert any("points" in text for text in cells(page, "Skills"))
    assert cells(page, "Python")[0] == "required"
    assert "you have it (used in a dated job)" in said
    assert cells(page, "Kubernetes")[::2] == ["not asked for", "not asked for"]
    assert cells(page, "In euros a year")[::2] == ["€40,000 – €50,000", "not stated"]
    assert re.fullmatch(r"€1\d,\d00 – €1\d,\d00 converted", cells(page, "In euros a year")[1])
    assert cells(page, "As stated") == [
        "€40,000 – €50,000 per year",
        "TND3,000 – TND4,000 per month",
        "not stated",
    ]
    assert cells(page, "Place") == ["Tunis, Tunisia", "Sfax, Tunisia", "Lyon, France"]
    assert cells(page, "Distance")[0].startswith("about 0 km")
    assert re.match(r"about 2\d\d km from Tunis", cells(page, "Distance")[1])
    assert cells(page, "Contract") == ["Permanent", "Fixed-term", "Permanent"]
    assert cells(page, "Remote work") == ["Hybrid", "Hybrid", "Remote"]
    assert cells(page, "Languages asked for")[0] == "German (B2), English"
    assert cells(page, "Saved") == ["yes", "no", "hidden"]
    assert cells(page, "Application") == ["none", "Applied", "none"]
    assert cells(page, "Still offered")[0] == "yes"
    assert "Its last day has passed." in cells(page, "Still offered")[2]
    different = tree(page).xpath("//tr[@class='is-different']")
    assert all("(differs)" in row.text_content() for row in different), "not by colour alone"
    fewer = client.get(f"{address}&differences=1")
    rows = tree(fewer).xpath("//table//th[@scope='row']")
    assert len(tree(page).xpath("//table//th[@scope='row']")) > len(rows) > 5
    assert len(tree(fewer).xpath("//tr[@class='is-different']")) == len(rows) - 1  # all but the company's
    assert "rows that are the same are left out" in words(fewer)
    [form] = tree(page).xpath(f"//table//form[@action='/compare/{first}/remove']")
    back = form.xpath(".//input[@name='next']/@value")[0]
    assert (
        client.send(f"/compare/{first}/remove", {"next": back}).location
        == f"/compare?job={second}&job={third}"
    )


def test_what_cannot_be_compared_is_refused_with_a_reason(
    app: Flask, client: CheckingClient, job_ids: list[int], other_s: int
) -> None:
    first, second = job_ids[:2]
    for query, text in (
        (f"job={first}", "Choose two or three offers to compare; 1 were given."),
        ("&".join(f"job={id_}" for id_ in job_ids), "Choose two or three offers to compare; 4 were given."),
        (f"job={first}&job={first}", "The same offer was given twice."),
        (f"job={first}&job=x", "This address is not that of a comparison."),
        (f"job={first}&job=-1", "This address is not that of a comparison."),
        (f"job={first}&job=٣", "This address is not that of a comparison."),
        ("&".join(["job=1"] * 500), "This address is not that of a comparison."),
        ("differences=2", "This address is not that of a comparison."),
    ):
        answer = client.get(f"/compare?{query}")
        assert answer.status_code == 400, query
        assert text in words(answer), query
    answers = [client.get(f"/compare?job={first}&job={id_}") for id_ in (other_s, 10**6, 2**40, 0)]
    answers += [client.get(f"/compare?job={id_}&job={second}") for id_ in (other_s, 10**6)]
    assert {one.status_code for one in answers} == {404}
    assert len(bodies(*answers)) == 1
    for what in ("add", "remove"):
        found = [client.send(f"/compare/{id_}/{what}", headers=HTMX) for id_ in (other_s, 10**6)]
        assert {one.status_code for one in found} == {404}
        assert len(bodies(*found)) == 1
    assert client.post(f"/compare/{first}/add").status_code == 400, "no token"


def test_what_is_chosen_outlives_signing_in_but_not_the_offer(
    app: Flask, client: CheckingClient, job_ids: list[int]
) -> None:
    first, second, third, fourth = job_ids
    for id_ in (first, second, third):
        client.send(f"/compare/{id_}/add")
    client.send(f"/saved/{first}/save")  # becomes a guest
    assert "3 offers to compare" in words(client.get("/saved"))
    with app.app_context(), transaction() as session:
        session.execute(update(Job).where(Job.id == second).values(owner_id=make_user("x@example.org")))
    assert client.get("/compare").location == f"/compare?job={first}&job={third}"
    client.send(f"/compare/{fourth}/add")
    assert client.get("/compare").location == f"/compare?job={first}&job={third}&job={fourth}"


def test_two_cvs_for_one_offer(app: Flask, client: CheckingClient, job_ids: list[int], other_s: int) -> None:
    with app.app_context():
        user_id, stranger = make_user(), make_user("stranger@example.org")
        main, weak = cv_of(user_id, "main.txt"), cv_of(user_id, "weak <b>.txt")
        their_s = cv_of(stranger, "theirs.txt")
        _keep_only(weak, "Git")
        guest = accounts.create_guest().id
        db.session.remove()
    address = f"/job/{job_ids[0]}/compare-cvs"
    assert client.get(address).status_code == 404, "who has no data has no CVs"
    sign_in(client, guest)
    assert "This takes two CVs" in words(client.get(address))
    sign_in(client, user_id)
    assert f'href="{address}"' in client.get(f"/job/{job_ids[0]}").text
    chooser = tree(client.get(address))
    assert chooser.xpath("//select[@name='cv']/option[@selected]/@value") == [str(main), str(weak)]
    before = all_rows(app)
    page = client.get(f"{address}?cv={main}&cv={weak}")
    assert all_rows(app) == before
    said = words(page)
    assert re.search(r"Send main\.txt: it scores [\d.]+ points more\.", said)
    assert re.search(r"It alone shows \d skills? asked for: [^.]*Python", said)
    assert cells(page, "Python")[0].startswith("shown used in a dated job")
    assert "Python developer line 2" in cells(page, "Python")[0]
    assert cells(page, "Python")[1].startswith(("not found", "comes near"))
    assert "weak <b>.txt" in said
    swapped = words(client.get(f"{address}?cv={weak}&cv={main}"))
    assert re.search(r"Send main\.txt: it scores", swapped)
    for query, text in (
        (f"cv={main}", "Choose two CVs to compare; 1 were given."),
        (f"cv={main}&cv={weak}&cv={main}", "Choose two CVs to compare; 3 were given."),
        (f"cv={main}&cv={main}", "The same CV was given twice."),
        (f"cv={main}&cv=", "This address is not that of a comparison."),
    ):
        answer = client.get(f"{address}?{query}")
        assert answer.status_code == 400
        assert text in words(answer)
    answers = [client.get(f"{address}?cv={main}&cv={id_}") for id_ in (their_s, 10**6, 2**40)]
    assert {one.status_code for one in answers} == {404}
    assert len(bodies(*answers)) == 1
    gone = [client.get(f"/job/{id_}/compare-cvs?cv={main}&cv={weak}") for id_ in (other_s, 10**6)]
    assert {one.status_code for one in gone} == {404}
    assert len(bodies(*gone)) == 1


def _keep_only(cv_id: int, skill: str) -> None:
    """Take every other skill out of what was read of a CV."""
    with transaction() as session:
        cv = session.get(CV, cv_id)
        assert cv
        profile = dict(cv.profile)
        profile["skills"] = [one for one in profile["skills"] if one["skill"].lower() == skill.lower()]
        cv.profile, cv.version = profile, cv.version + 1
