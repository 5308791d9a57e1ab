"""Words marked in the text of an offer: only text changes, and it stays as safe as it was."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from app.web.pages.highlight import Marking, marked_html
from app.web.pages.text import paragraphs

MARKING = Marking(
    {"Python": "yes", "SQL": "no", "C++": "near", "gestion de projet": "asked"}, {"yes": "You have it"}
)


def test_words_are_marked_where_they_stand() -> None:
    marked = marked_html("<p>Python, <b>C++</b> &amp; SQL</p>", MARKING)
    assert marked == (
        '<p><mark class="skill-yes" title="You have it">Python</mark>, <b><mark class="skill-near" title="">C++'
        '</mark></b> &amp; <mark class="skill-no" title="">SQL</mark></p>'
    )


def test_neither_links_nor_parts_of_words_are_marked() -> None:
    text = '<p>Pythonista, MySQL <a href="https://example.org/SQL">SQL</a></p>'
    assert marked_html(text, MARKING) == text


def test_text_around_elements_is_kept() -> None:
    marked = marked_html("before <b>x</b> SQL <i>y</i> after", MARKING)
    assert html.fromstring(f"<div>{marked}</div>").text_content() == "before x SQL y after"
    assert "<mark" in marked


def test_nothing_to_mark_leaves_the_text_alone() -> None:
    assert marked_html("<p>a < b</p>", Marking({}, {})) == "<p>a < b</p>"


def test_control_characters_are_left_out() -> None:
    assert marked_html("<p>a\x1f\x00 SQL\ufffe</p>", MARKING) == (
        '<p>a <mark class="skill-no" title="">SQL</mark></p>'
    )


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn")), max_size=200))
def test_plain_text_never_becomes_markup(text: str) -> None:
    shown = paragraphs(text + " SQL")
    marked = marked_html(str(shown), MARKING)
    before, after = (html.fragment_fromstring(str(one), create_parent="div") for one in (shown, marked))
    assert after.text_content() == before.text_content()
    assert {element.tag for element in after.iter()} <= {"div", "p", "br", "mark"}
