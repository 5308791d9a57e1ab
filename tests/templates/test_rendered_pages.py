"""Every page, full and empty, in both languages: whole HTML that works without a script."""

from __future__ import annotations

import re

import pytest
from lxml import html

from tests.templates.cases import CASES, FRAGMENTS
from tests.templates.conftest import ROOT, Render

WHOLE = sorted(set(CASES) - FRAGMENTS)
WITH_LAYOUT = sorted(set(WHOLE) - {"failsafe"})
every_page = pytest.mark.parametrize("name", WHOLE)
every_language = pytest.mark.parametrize("language", ["en", "fr"])


def tree(text: str) -> html.HtmlElement:
    return html.document_fromstring(text)


@every_page
@every_language
def test_has_one_heading_a_title_and_unique_ids(render: Render, name: str, language: str) -> None:
    page = tree(render(name, language))
    assert len(page.xpath("//h1")) == 1
    assert page.findtext(".//title").strip(" ·")
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))


@every_page
def test_runs_under_a_strict_content_security_policy(render: Render, name: str) -> None:
    page = tree(render(name))
    assert not page.xpath("//*[@style]|//style|//script[not(@src)]")
    assert not [attribute for attribute in page.xpath("//@*") if attribute.attrname.startswith("on")]
    assert not page.xpath(
        "//@*[starts-with(name(), 'hx-on') or starts-with(., 'js:') or starts-with(., 'javascript:')]"
    )


@every_page
def test_every_field_has_a_label_and_every_post_a_token(render: Render, name: str) -> None:
    page = tree(render(name))
    for field in page.xpath("//input[not(@type='hidden') and not(@hidden)]|//select|//textarea"):
        labelled = field.get("aria-label") or field.xpath("ancestor::label")
        assert labelled or page.xpath(f"//label[@for='{field.get('id')}']"), html.tostring(field)
    for form in page.xpath("//form[translate(@method, 'POST', 'post')='post']"):
        own = form.xpath(".//input[@name='csrf_token']")
        assert own or page.xpath("//input[@name='csrf_token'][@form=$id]", id=form.get("id", "")), form.get(
            "action"
        )
    for described in page.xpath("//@aria-describedby|//@aria-labelledby|//@aria-controls"):
        assert all(page.xpath(f"//*[@id='{one}']") for one in described.split()), described


@every_page
def test_controls_have_names(render: Render, name: str) -> None:
    page = tree(render(name))
    for control in page.xpath("//a[@href]|//button|//summary"):
        assert control.text_content().strip() or control.get("aria-label"), html.tostring(control)
    for button in page.xpath("//button"):
        assert button.get("type") in {"submit", "button"}


@pytest.mark.parametrize("name", WITH_LAYOUT)
def test_the_layout_offers_a_way_around(render: Render, name: str) -> None:
    page = tree(render(name, "fr"))
    assert page.get("lang") == "fr"
    assert page.get("dir") == "ltr"
    assert page.xpath("//a[@class='skip-link'][@href='#content']")
    assert page.xpath("//main[@id='content']")


@every_language
def test_text_of_others_is_escaped_and_isolated(render: Render, language: str) -> None:
    text = render("found", language)
    assert "<script>alert" not in text
    assert "<bdi>Data engineer &lt;script&gt;" in text
    assert "<bdi>مهندس برمجيات</bdi>" in text


def test_no_english_is_left_on_french_pages(render: Render) -> None:
    for name in WITH_LAYOUT:
        if name == "error":
            continue  # its texts come from the caller
        page = tree(render(name, "fr"))
        for quoted in page.xpath("//q|//bdi|//*[@dir='auto']|//body//*[@lang='en']"):
            quoted.text, quoted[:] = "", []
        words = " ".join(page.text_content().split())
        english = re.search(r".{0,60}\b(the|your|offers|with|skills|upload)\b.{0,60}", words)
        assert not english, (name, english)


def test_no_filter_is_applied_to_a_literal() -> None:
    """Jinja would do so once, when it compiles, and keep that language for everybody."""
    for path in (ROOT / "templates").rglob("*.html"):
        assert not re.search(
            r"""["'] ?\| ?(code|country|skill|note|reason|refusal)\b""", path.read_text("utf-8")
        ), path


def test_a_score_never_stands_alone(render: Render) -> None:
    page = tree(render("found"))
    for score in page.xpath("//*[@class='job-score']"):
        assert score.xpath(".//*[contains(@class, 'band-label')]"), html.tostring(score)


def test_without_a_cv_the_score_gives_way_to_an_invitation(render: Render) -> None:
    page = tree(render("home"))
    assert {link.get("href") for link in page.xpath("//*[@class='job-score']/a")} == {"/cv"}
    assert tree(render("offer without CV")).xpath("//form[@action='/upload-cv']//input[@name='cv_file']")


def test_the_match_quotes_the_line_behind_each_skill(render: Render) -> None:
    text = " ".join(tree(render("offer")).text_content().split())
    assert "Built the booking API in Python and Flask, 2021 to today line 14" in text
    assert "87.4 of 100 points" in text
    assert "High confidence" in text
    assert "Salary is not compared: the offer does not say." in text
    assert "The offer asks for French (C1); your CV says B1." in text
    assert "would add 4 points" in text


def test_apply_links_leave_without_a_trace(render: Render) -> None:
    (apply, *_rest) = tree(render("offer")).xpath("//a[@target='_blank']")
    assert apply.get("rel") == "noopener noreferrer nofollow"
    assert not tree(render("bare offer, gone")).xpath("//a[@target='_blank']")


def test_zero_results_offer_what_would_be_found(render: Render) -> None:
    page = tree(render("nothing found"))
    links = {" ".join(link.text_content().split()) for link in page.xpath("//*[@class='relaxations']//a")}
    assert links == {"without Remote 12 offers", "without Tunisia 1 offer"}
    assert "No offer matches" in page.xpath("//*[@id='results-status']")[0].text_content()


def test_the_fragment_has_what_scripts_put_into_the_page(render: Render) -> None:
    page, fragment = tree(render("found")), html.fragments_fromstring(render("results"))
    wanted = page.xpath("//form[@id='search']/@hx-select-oob")[0]
    ids = {"results", *re.findall(r"#([a-z-]+)", wanted)}
    assert {part.get("id") for part in fragment if not isinstance(part, str)} == ids
    assert all(page.xpath(f"//*[@id='{one}']") for one in ids)


def test_pages_of_results_are_linked_around_the_present_one(render: Render) -> None:
    links = tree(render("found")).xpath("//ul[@class='pagination']//a/@href")
    pages = [link.rsplit("page=", 1)[1] for link in links]
    assert pages == ["2", "1", "2", "4", "5", "4"]
    assert all("keyword=python" in link for link in links)


def test_filters_belong_to_the_search_form(render: Render) -> None:
    page = tree(render("found"))
    fields = page.xpath("//*[@id='facets']//input|//*[@id='facets']//select")
    assert fields
    assert {field.get("form") for field in fields} == {"search"}
    assert page.xpath("//input[@name='country'][@checked]/@value") == ["TN"]


def test_the_cv_page_corrects_every_kind_of_entry(render: Render) -> None:
    actions = set(tree(render("CV")).xpath("//input[@name='action']/@value"))
    assert actions == {
        "add_skill", "remove_skill", "edit_contact", "edit_wishes", "remove_title",
        "add_experience", "edit_experience", "remove_experience",
        "add_education", "edit_education", "remove_education", "set_language", "remove_language",
    }  # fmt: skip


def test_the_theme_is_known_before_the_first_paint(render: Render) -> None:
    assert tree(render("home", theme="dark")).get("data-bs-theme") == "dark"
    auto = tree(render("home", theme="auto"))
    assert auto.get("data-theme") == "auto"
    first = auto.xpath("//head//script")[0]
    assert first.get("src").endswith("theme.js")
    assert first.get("defer") is None
