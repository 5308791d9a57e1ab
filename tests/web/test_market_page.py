"""The page about the market: every chart a table, every figure a way to the offers, no filter a surprise."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from tests.client import CheckingClient, tree, words
from tests.factories import NOW, posting, salary, store


@pytest.fixture(autouse=True)
def offers(app: Flask) -> None:
    with app.app_context():
        store(
            posting(1, salary=salary(30_000, 40_000)),
            posting(
                2, city="Lyon", country="FR", contract="internship", published_at=NOW - timedelta(days=40)
            ),
            posting(3, company="<b>Atlas</b> & Sons", city="Sfax", location="Sfax, Tunisia"),
        )


def test_every_chart_has_its_table_and_every_row_a_number(client: CheckingClient) -> None:
    page = tree(client.get("/stats"))
    figures = page.xpath("//figure")
    assert len(figures) >= 9
    for figure in figures:
        (table,) = figure.xpath(".//table")
        assert figure.xpath(".//figcaption/h2")[0].text_content().strip()
        assert figure.xpath("./@aria-labelledby") == figure.xpath(".//figcaption/h2/@id")
        heads = table.xpath("./thead/tr/th")
        for row in table.xpath("./tbody/tr"):
            assert len(row.xpath("./th|./td")) == len(heads)
            assert float(row.xpath("./td/@data-value")[0]) >= 0


def test_a_figure_leads_to_its_offers(client: CheckingClient) -> None:
    page = tree(client.get("/stats?country=TN"))
    (link,) = page.xpath("//figure[.//h2[text()='Towns']]//a[.='Sfax']/@href")
    found = words(client.get(link))
    assert "1 offer" in found
    assert "Python developer 3" in found


def test_filters_narrow_and_can_be_taken_back(client: CheckingClient) -> None:
    page = client.get("/stats?country=FR&days=90")
    shown = tree(page)
    assert shown.xpath("//select[@name='country']/option[@selected]/@value") == ["FR"]
    assert [row.text_content().strip() for row in shown.xpath("//figure[.//h2='Towns']//tbody//th")] == [
        "Lyon"
    ]
    assert shown.xpath("//a[@href='/stats'][normalize-space()='Clear all']")
    assert "No open offer matches" in words(client.get("/stats?country=BE"))


@pytest.mark.parametrize(
    "query",
    [
        "country=France",
        "country=%00",
        "days=31",
        "days=-1",
        "days=9999999999999",
        "source=' OR 1",
        "language=englisch",
        "contract_type=" + "x" * 300,
    ],
)
def test_a_filter_that_cannot_be_is_refused_by_name(client: CheckingClient, query: str) -> None:
    assert client.get(f"/stats?{query}").status_code == 400


def test_names_from_outside_are_text(client: CheckingClient) -> None:
    assert "&lt;b&gt;Atlas&lt;/b&gt; &amp; Sons" in client.get("/stats").text
