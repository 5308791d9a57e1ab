"""The page that explains the score: figures that a person can read, in the reader's language."""

from __future__ import annotations

import re

from tests.client import CheckingClient, tree, words


def test_every_figure_says_what_it_means_and_on_what_it_was_measured(client: CheckingClient) -> None:
    page = client.get("/how-scoring-works")
    rows = tree(page).xpath("//table[contains(@class, 'figures')]/tbody/tr")
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
    assert "0.360.20 to 0.51" in english.replace(" 0.20", "0.20")
    assert "25 offers, 231 CVs" in english
    assert "93%" in english
    assert "0,36" in french
    assert re.search(r"93\s%", french)
