from __future__ import annotations

import io

import pytest
from pypdf import PdfReader, PdfWriter
from pypdfium2 import PdfPage
from reportlab.lib.colors import Color, black, white

from app.core.cv.document import Document, Refused
from app.core.cv.reading import page_ink
from app.core.cv.reading.parse import parse
from tests.core.cv.reading.cv_files import FULL, LEFT, PARAGRAPH, RIGHT, Page
from tests.hostile.pdf_writer import A4, FONT, assemble, one_page, show, stream

SECRET = "Kubernetes Terraform COBOL Fortran"


def lines(data: bytes) -> list[str]:
    return [line.text for line in parse(data, "pdf").visible if line.text]


def hidden(document: Document) -> list[str]:
    return [line.text for line in document.lines if line.hidden]


def test_lines_of_a_page_come_from_top_to_bottom_whatever_the_order_of_drawing() -> None:
    page = Page()
    for number in (2, 0, 1):
        page.text(60, 60 + 14 * number, PARAGRAPH[number])
    assert lines(page.pdf()) == list(PARAGRAPH)


def test_lines_know_their_page() -> None:
    document = parse(Page().lines(60, 60, PARAGRAPH).next().lines(60, 60, ["The second page"]).pdf(), "pdf")
    assert document.pages == 2
    assert [(line.text, line.page) for line in document.lines if line.text][-1] == ("The second page", 2)
    assert [line.number for line in document.lines] == list(range(len(document.lines)))


def test_columns_drawn_one_after_the_other_are_read_one_after_the_other() -> None:
    assert lines(Page().lines(50, 80, LEFT).lines(310, 80, RIGHT).pdf()) == [*LEFT, *RIGHT]


def test_columns_drawn_row_by_row_are_read_one_after_the_other() -> None:
    page = Page()
    for number, (left, right) in enumerate(zip(LEFT, RIGHT, strict=True)):
        page.text(50, 80 + 14 * number, left).text(310, 80 + 14 * number, right)
    assert lines(page.pdf()) == [*LEFT, *RIGHT]


def test_columns_of_words_drawn_one_by_one_keep_their_word_pairs() -> None:
    page = Page()
    for number, (left, right) in enumerate(zip(LEFT, RIGHT, strict=True)):
        for start, line in ((50.0, left), (310.0, right)):
            x = start
            for word in line.split():
                page.text(x, 80 + 14 * number, word)
                x += page.canvas.stringWidth(word + " ", "Helvetica", 10)
    assert " ".join(lines(page.pdf())).split() == " ".join([*LEFT, *RIGHT]).split()


def test_a_line_across_the_page_ends_the_columns_above_it() -> None:
    page = Page().lines(50, 80, LEFT).lines(310, 80, RIGHT).text(50, 160, FULL)
    page.lines(50, 190, RIGHT).lines(310, 190, LEFT)
    assert lines(page.pdf()) == [*LEFT, *RIGHT, FULL, *RIGHT, *LEFT]


def test_a_heading_across_both_columns_comes_first() -> None:
    page = Page().text(120, 50, "Amira Ben Salah, software engineer and lecturer", size=18)
    assert lines(page.lines(50, 80, LEFT).lines(310, 80, RIGHT).pdf())[0].startswith(
        "Amira Ben Salah, software"
    )


def test_a_side_column_longer_than_the_main_one_stays_together() -> None:
    skills = [f"Skill number {number}" for number in range(12)]
    assert lines(Page().lines(40, 80, skills).lines(220, 82, LEFT).pdf()) == [*skills, *LEFT]


def test_what_follows_a_short_list_in_columns_does_not_belong_to_its_first_column() -> None:
    page = Page().lines(50, 80, ["Python", "SQL", "Airflow"]).lines(310, 80, ["Docker", "Linux", "Spark"])
    page.lines(50, 130, ["Experience", "2019 to 2022", "Palmier Analytics"])
    assert lines(page.pdf())[-4:] == ["Spark", "Experience", "2019 to 2022", "Palmier Analytics"]


@pytest.mark.parametrize("dates_first", [True, False])
def test_dates_beside_a_text_stay_on_its_lines(dates_first: bool) -> None:
    dates = ["2021 - 2024", "Jan 2019 - Dec 2020", "09/2015 - 08/2018", "2012 - 2015"]
    jobs = [
        "Data engineer, Palmier Analytics",
        "Analyst, Comptoir du Golfe",
        "Trainee, Lac Conseil",
        "Student",
    ]
    left, right = (dates, jobs) if dates_first else (jobs, dates)
    page = Page().lines(50, 80, left, pitch=20).lines(310, 80, right, pitch=20)
    assert lines(page.pdf()) == [f"{a}\t{b}" for a, b in zip(left, right, strict=True)]


def test_a_date_stands_on_the_first_line_of_its_entry() -> None:
    page = Page()
    for number, year in enumerate((2021, 2018, 2015)):
        y = 80 + number * 50
        page.text(50, y, f"{year} - {year + 3}").lines(150, y, LEFT[:3])
    expected = [
        line for year in (2021, 2018, 2015) for line in (f"{year} - {year + 3}\t{LEFT[0]}", *LEFT[1:3])
    ]
    assert lines(page.pdf()) == expected


def test_bullets_stand_before_their_text() -> None:
    page = Page()
    for number, line in enumerate(PARAGRAPH):
        page.text(50, 80 + 14 * number, "\u2022").text(68, 80 + 14 * number, line)
    assert lines(page.pdf()) == [f"\u2022 {line}" for line in PARAGRAPH]


def test_labels_stand_before_their_values() -> None:
    rows = [
        ("Languages:", "French, English, Arabic"),
        ("Tools:", "Git, Docker"),
        ("Interests:", "Chess and hiking"),
    ]
    page = Page()
    for number, (label, value) in enumerate(rows):
        page.text(50, 80 + 14 * number, label).text(180, 80 + 14 * number, value)
    assert lines(page.pdf()) == [f"{label}\t{value}" for label, value in rows]


def test_places_stand_behind_their_jobs() -> None:
    towns = ["Tunis", "Sousse", "Sfax, Tunisia", "Lyon", "Brussels", "Bizerte", "Gabes"]
    page = Page()
    for number, town in enumerate(towns):
        page.text(50, 80 + 14 * number, f"Internal auditor at branch {number}").text(
            420, 80 + 14 * number, town
        )
    assert lines(page.pdf()) == [f"Internal auditor at branch {n}\t{town}" for n, town in enumerate(towns)]


def test_a_side_column_drawn_row_by_row_is_a_column() -> None:
    skills = [
        "Python",
        "SQL and Excel",
        "Docker",
        "French",
        "Arabic",
        "English",
        "Chess",
        "Hiking",
        "Sailing",
        "Tea",
    ]
    page = Page()
    for number, (skill, line) in enumerate(zip(skills, [*LEFT, *RIGHT], strict=True)):
        page.text(50, 80 + 14 * number, skill).text(200, 80 + 14 * number, line)
    assert lines(page.pdf()) == [*skills, *LEFT, *RIGHT]


def test_letter_spaced_headings_are_words() -> None:
    page = Page().text(50, 60, "PROFESSIONAL EXPERIENCE", spacing=4).text(50, 80, "E D U C A T I O N")
    assert lines(page.lines(50, 100, PARAGRAPH).pdf())[:2] == ["PROFESSIONAL EXPERIENCE", "EDUCATION"]


def test_words_are_told_apart_where_no_space_is_drawn() -> None:
    page = Page()
    for number, line in enumerate(LEFT):
        x = 50.0
        for letter in line:
            if letter != " ":
                page.text(x, 80 + 14 * number, letter)
            x += page.canvas.stringWidth(letter, "Helvetica", 10) - 0.2
    assert lines(page.pdf()) == list(LEFT)


def test_ligatures_are_letters() -> None:
    cmap = b"begincmap 1 beginbfchar <41> <FB01> endbfchar endcmap"
    font = FONT.replace(b" >>", b" /ToUnicode 7 0 R >>")
    content = show(PARAGRAPH) + b"\nBT /F2 11 Tf 60 600 Td (A) Tj ET"
    page = b"/Resources << /Font << /F1 5 0 R /F2 6 0 R >> >>"
    assert lines(one_page(stream(content), font, stream(cmap), page=page))[-1] == "fi"


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_a_turned_page_is_read_as_it_is_shown(rotation: int) -> None:
    width, height = 595, 842
    page = Page(rotation)  # reportlab exchanges the sides of the sheet, so that it is shown upright
    turn = {90: (0, 1, -1, 0, 842, 0), 180: (-1, 0, 0, -1, 595, 842), 270: (0, -1, 1, 0, 0, 595)}[rotation]
    page.canvas.transform(*turn)
    for number, line in enumerate(PARAGRAPH):
        page.canvas.drawString(60, height - 60 - 14 * number, line)
    page.canvas.drawRightString(width - 40, height - 60, "right")
    assert lines(page.pdf()) == [f"{PARAGRAPH[0]}\tright", *PARAGRAPH[1:]]


@pytest.mark.parametrize(
    "draw",
    [
        lambda page: page.colour(white).text(60, 300, SECRET),
        lambda page: page.colour(Color(0.97, 0.97, 0.95)).text(60, 300, SECRET),
        lambda page: page.colour(Color(0, 0, 0, alpha=0.01)).text(60, 300, SECRET),
        lambda page: page.text(60, 300, SECRET, mode=3),
        lambda page: page.text(60, 300, SECRET, size=1),
        lambda page: page.text(700, 300, SECRET),
        lambda page: page.text(60, -300, SECRET),
        lambda page: page.text(60, 300, SECRET).paint(50, 280, 400, 40),
        lambda page: page.paint(50, 280, 400, 40, Color(0.1, 0.2, 0.3)).text(60, 300, SECRET),
        lambda page: page.colour(white).text(60, 60, SECRET),
    ],
    ids=["white", "pale", "clear", "mode3", "tiny", "right", "above", "covered", "dark", "overprinted"],
)
def test_text_that_nobody_sees_is_marked_hidden(draw: object) -> None:
    page = Page().lines(60, 60, PARAGRAPH)
    draw(page)  # type: ignore[operator]
    document = parse(page.pdf(), "pdf")
    assert hidden(document) == [SECRET]
    assert SECRET not in document.text
    assert "hidden_text" in document.warnings


def test_white_text_on_a_coloured_column_is_seen() -> None:
    page = Page().paint(0, 0, 200, 842, Color(0.1, 0.2, 0.35)).colour(white)
    page.lines(20, 60, ["Contact", "Sousse, Tunisia", "Python and SQL"]).colour(black).lines(220, 60, LEFT)
    document = parse(page.pdf(), "pdf")
    assert hidden(document) == []
    assert [line.text for line in document.lines if line.text][:3] == [
        "Contact",
        "Sousse, Tunisia",
        "Python and SQL",
    ]


def test_a_page_is_only_drawn_where_something_lies_over_its_text(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[object] = []
    render = page_ink._render

    def counting(page: PdfPage) -> object:
        drawn.append(page)
        return render(page)

    monkeypatch.setattr(page_ink, "_render", counting)
    page = Page()
    for number in range(len(PARAGRAPH)):  # drawn bullets beside the lines, a band and a photograph's frame
        page.paint(48, 52 + 14 * number, 5, 5, black)
    page.paint(0, 700, 595, 60, Color(0.1, 0.2, 0.35)).colour(black)
    assert hidden(parse(page.lines(60, 60, PARAGRAPH).pdf(), "pdf")) == []
    assert drawn == []
    tiles = Page().lines(60, 60, PARAGRAPH).text(60, 300, SECRET)
    for number in range(40):
        tiles.paint(50 + 10 * number, 280, 10, 40)
    assert hidden(parse(tiles.pdf(), "pdf")) == [SECRET]
    assert len(drawn) == 1


def test_a_switched_off_layer_is_hidden() -> None:
    content = show(PARAGRAPH) + b"\n/OC /L1 BDC " + show([SECRET], y=500) + b" EMC"
    page = b"/Resources << /Font << /F1 5 0 R >> /Properties << /L1 6 0 R >> >>"
    catalog = b"/OCProperties << /OCGs [6 0 R] /D << /OFF [6 0 R] >> >>"
    layer = b"<< /Type /OCG /Name (Layer) >>"
    assert hidden(parse(one_page(stream(content), layer, page=page, catalog=catalog), "pdf")) == [SECRET]


def test_the_text_layer_of_a_scan_is_seen() -> None:
    pixels = bytes(255 if (x // 3 + y // 5) % 2 else 0 for y in range(200) for x in range(150))
    image = stream(
        pixels,
        b"/Type /XObject /Subtype /Image /Width 150 /Height 200 /ColorSpace /DeviceGray /BitsPerComponent 8",
    )
    content = b"q 595 0 0 842 0 0 cm /I0 Do Q " + show(PARAGRAPH, setup="3 Tr")
    page = b"/Resources << /Font << /F1 5 0 R >> /XObject << /I0 6 0 R >> >>"
    assert lines(one_page(stream(content), image, page=page)) == list(PARAGRAPH)


def test_pypdf_reads_what_pdfium_gives_up() -> None:
    data = one_page(stream(show(PARAGRAPH))).replace(b"/Type /Pages ", b"/Type /Paegs ")
    assert lines(data) == list(PARAGRAPH)


def test_a_page_that_cannot_be_loaded_does_not_lose_the_others() -> None:
    resources = b"<< /Font << /F1 6 0 R >> >>"
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox %s /Contents 5 0 R /Resources %s >>" % (A4, resources)
    pages = b"<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>"
    document = parse(
        assemble([b"<< /Type /Catalog /Pages 2 0 R >>", pages, page, b"17", stream(show(PARAGRAPH)), FONT]),
        "pdf",
    )
    assert document.text.splitlines() == list(PARAGRAPH)
    assert (document.pages, document.warnings) == (2, ("truncated",))


@pytest.mark.parametrize(("password", "code"), [("secret", "encrypted"), ("", None)])
def test_only_a_password_for_opening_stops_the_reader(password: str, code: str | None) -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(Page().lines(60, 60, PARAGRAPH).pdf())))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    if code is None:
        assert lines(out.getvalue()) == list(PARAGRAPH)
    else:
        with pytest.raises(Refused) as refused:
            parse(out.getvalue(), "pdf")
        assert refused.value.code == code


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (Page().pdf(), "empty"),
        (Page().text(60, 60, "Too short").pdf(), "too_short"),
        (Page().colour(white).lines(60, 60, PARAGRAPH).pdf(), "empty"),
        (b"%PDF-1.7 nothing else", "damaged"),
        (assemble([b"<< /Type /Catalog >>"]), "damaged"),
    ],
    ids=["blank", "short", "all-hidden", "header", "no-pages"],
)
def test_what_cannot_be_a_cv_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        parse(data, "pdf")
    assert refused.value.code == code


def test_arabic_is_read_from_right_to_left() -> None:
    """The file keeps the second word backwards, as some programs do."""
    letters = "سيرة" + "ذاتية"
    codes = {letter: index for index, letter in enumerate(dict.fromkeys(letters), 65)}
    cmap = "begincmap {} beginbfchar {} endbfchar endcmap".format(
        len(codes), " ".join(f"<{code:02x}> <{ord(letter):04x}>" for letter, code in codes.items())
    )
    content = show(PARAGRAPH).decode()
    for x, letter in zip((470, 460, 450, 440, 385, 395, 405, 415, 425), "سيرة" + "ةيتاذ", strict=True):
        content += f"\nBT /F2 12 Tf {x} 500 Td <{codes[letter]:02x}> Tj ET"
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /ToUnicode 7 0 R >>"
    page = b"/Resources << /Font << /F1 5 0 R /F2 6 0 R >> >>"
    assert (
        lines(one_page(stream(content.encode()), font, stream(cmap.encode()), page=page))[-1] == "سيرة ذاتية"
    )
