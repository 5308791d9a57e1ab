"""The page that explains the score: figures that a person can read, in the reader's language."""

from __future__ import annotations

import re

from app.core.evaluation.published import published
from tests.client import CheckingClient, tree, words


def test_every_figure_says_what_it_means_and_on_what_it_was_measured(client: CheckingClient) -> None:
    page = client.get("/how-scoring-works")
    rows = tree(page).xpath("//table[contains(@class, 'measured')]/tbody/tr")
    assert len(rows) >= 9
    for row in rows:
        cells = [" ".join(cell.text_content().split()) for cell in row.xpath("./td")]
        assert row.xpath("./th/span")[0].text_content().strip()
        assert cells[0]
        assert ":" in cells[2]
        assert any(letter.isdigit() for letter in cells[2])


def test_shares_are_percent_and_numbers_are_local(client: CheckingClient) -> None:
    english, french = (
        words(client.get("/how-scoring-works", headers={"Accept-Language": language}))
        for language in ("en", "fr")
    )
    figures = {figure.code: figure for figure in published().figures}
    order, share = figures["match_order"], round(figures["sentences_en"].value * 100)
    assert order.interval
    value, low, high = (f"{number:.2f}" for number in (order.value, *order.interval))
    assert f"{value}{low} to {high}" in english.replace(f" {low}", low)
    assert "{offers} offers, {cvs} CVs".format_map(order.counts) in english
    assert f"{share}%" in english
    assert value.replace(".", ",") in french
    assert re.search(rf"{share}\s%", french)
