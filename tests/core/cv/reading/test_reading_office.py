from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from app.core.cv.document import Refused
from app.core.cv.reading.parse import parse
from tests.core.cv.reading.cv_files import PARAGRAPH, word_file
from tests.hostile.zip_writer import W, docx, odt, paragraphs

BOX = (
    '<w:p {w}><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    '<mc:Choice Requires="wps"><w:drawing><wps:txbx xmlns:wps="urn:wps">'
    "<w:txbxContent>{inside}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>{inside}</w:txbxContent></w:pict>"
    "</mc:Fallback></mc:AlternateContent><w:t>Beside the box</w:t></w:r></w:p>"
)
BODY = paragraphs(*PARAGRAPH)
ODT_BODY = "".join(f"<text:p>{line}</text:p>" for line in PARAGRAPH)


def texts(data: bytes, kind: str = "docx") -> list[str]:
    return [line.text for line in parse(data, kind).visible]


def hidden(data: bytes, kind: str = "docx") -> list[str]:
    return [line.text for line in parse(data, kind).lines if line.hidden]


def test_a_word_file_reads_header_body_table_and_footer_in_this_order() -> None:
    word = WordDocument()
    word.sections[0].header.paragraphs[0].text = "Nadia Karoui - +216 20 000 222"
    word.sections[0].footer.paragraphs[0].text = "References on request"
    word.add_paragraph("Accountant in Sousse, five years in audit")
    table = word.add_table(rows=2, cols=2)
    for row, cells in zip(
        table.rows, (("2021 - 2024", "Auditor, Cabinet du Port"), ("SQL", "good")), strict=True
    ):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    word.add_paragraph("French\tC1")
    assert texts(word_file(word)) == [
        "Nadia Karoui - +216 20 000 222",
        "",
        "Accountant in Sousse, five years in audit",
        "2021 - 2024\tAuditor, Cabinet du Port",
        "SQL\tgood",
        "French\tC1",
        "",
        "References on request",
    ]


def test_text_boxes_are_read_once_after_their_paragraph() -> None:
    word = WordDocument()
    word.add_paragraph(PARAGRAPH[0])
    box = BOX.format(w=W, inside=paragraphs("In the box", PARAGRAPH[1]))
    word.element.body.insert(1, parse_xml(box))
    assert texts(word_file(word)) == [PARAGRAPH[0], "Beside the box", "In the box", PARAGRAPH[1]]


def test_line_breaks_tabs_and_hyphens_are_kept() -> None:
    run = "<w:t>one</w:t><w:br/><w:t>two</w:t><w:tab/><w:t>full</w:t><w:noBreakHyphen/><w:t>time</w:t>"
    assert texts(docx(f"{BODY}<w:p><w:r>{run}</w:r></w:p>"))[-2:] == ["one", "two\tfull-time"]


def test_tracked_changes_read_as_accepted() -> None:
    changed = (
        "<w:p><w:del><w:r><w:delText>old</w:delText></w:r></w:del><w:ins><w:r><w:t>new</w:t></w:r></w:ins>"
        "<w:hyperlink><w:r><w:instrText>HYPERLINK</w:instrText><w:t> link</w:t></w:r></w:hyperlink></w:p>"
    )
    assert texts(docx(BODY + changed))[-1] == "new link"


def test_two_long_cells_are_columns() -> None:
    side, main = (
        paragraphs("Contact", "Sousse", "Python"),
        paragraphs("Experience", "Auditor", "Cabinet du Port"),
    )
    row = f"<w:tbl><w:tr><w:tc>{side}</w:tc><w:tc>{main}</w:tc></w:tr></w:tbl>"
    expected = ["Contact", "Sousse", "Python", "", "Experience", "Auditor", "Cabinet du Port"]
    assert texts(docx(BODY + row))[-7:] == expected


def test_a_date_cell_stands_before_the_first_line_of_a_long_cell() -> None:
    date, job = paragraphs("Jan 2019 -", "Dec 2020"), paragraphs("Auditor", "Audited", "Reported")
    row = f"<w:tbl><w:tr><w:tc>{date}</w:tc><w:tc>{job}</w:tc></w:tr></w:tbl>"
    assert texts(docx(BODY + row))[-3:] == ["Jan 2019 - Dec 2020\tAuditor", "Audited", "Reported"]


@pytest.mark.parametrize("way", ["vanish", "style", "white", "tiny"])
def test_hidden_runs_are_marked(way: str) -> None:
    word = WordDocument()
    for line in PARAGRAPH:
        word.add_paragraph(line)
    run = word.add_paragraph("Seen ").add_run("COBOL Fortran")
    if way == "vanish":
        run.font.hidden = True
    elif way == "style":
        word.styles["Emphasis"].font.hidden = True
        run.style = word.styles["Emphasis"]
    elif way == "white":
        run.font.color.rgb = RGBColor(255, 255, 254)
    else:
        run.font.size = Pt(1)
    data = word_file(word)
    assert hidden(data) == ["COBOL Fortran"]
    assert texts(data)[-1] == "Seen"
    assert "hidden_text" in parse(data, "docx").warnings


def test_white_text_in_a_shaded_cell_is_seen() -> None:
    white = '<w:p><w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>Contact</w:t></w:r></w:p>'
    cell = f'<w:tc><w:tcPr><w:shd w:fill="1F3044"/></w:tcPr>{white}</w:tc>'
    data = docx(f"{BODY}<w:tbl><w:tr>{cell}</w:tr></w:tbl>")
    assert (hidden(data), texts(data)[-1]) == ([], "Contact")


def test_the_header_of_the_first_page_is_not_repeated() -> None:
    header = f"<w:hdr {W}>{paragraphs('Nadia Karoui')}</w:hdr>"
    assert texts(docx(BODY, header1=header, header2=header)).count("Nadia Karoui") == 1


def test_a_style_that_is_based_on_itself_ends() -> None:
    style = f'<w:styles {W}><w:style w:styleId="A"><w:basedOn w:val="A"/></w:style></w:styles>'
    body = BODY.replace("<w:p>", '<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr>')
    assert texts(docx(body, styles=style)) == list(PARAGRAPH)


def test_an_open_document_reads_header_body_table_frame_and_footer() -> None:
    body = (
        "<text:h>Nadia<text:s text:c='2'/>Karoui</text:h>"
        "<text:p>Accountant<text:tab/>Sousse<text:line-break/>Five\n years in audit"
        "<draw:frame><draw:text-box><text:p>In the frame</text:p></draw:text-box></draw:frame></text:p>"
        "<text:list><text:list-item><text:p>Excel</text:p></text:list-item></text:list>"
        "<table:table><table:table-row><table:table-cell><text:p>2021</text:p></table:table-cell>"
        "<table:table-cell><text:p>Auditor</text:p></table:table-cell></table:table-row></table:table>"
        "<text:tracked-changes><text:p>Deleted</text:p></text:tracked-changes>"
    )
    styles = (
        "<style:master-page><style:header><text:p>+216 20 000 222</text:p></style:header>"
        "<style:footer><text:p>References</text:p></style:footer></style:master-page>"
    )
    assert texts(odt(body, styles), "odt") == [
        "+216 20 000 222",
        "",
        "Nadia Karoui",
        "Accountant\tSousse",
        "Five years in audit",
        "In the frame",
        "Excel",
        "2021\tAuditor",
        "",
        "References",
    ]


def test_text_that_an_open_document_does_not_display_is_marked() -> None:
    style = "<style:style style:name='T9'><style:text-properties text:display='none'/></style:style>"
    body = ODT_BODY + "<text:p>Seen <text:span text:style-name='T9'>COBOL</text:span></text:p>"
    data = odt(body, automatic=style)
    assert (hidden(data, "odt"), texts(data, "odt")[-1]) == (["COBOL"], "Seen")


@pytest.mark.parametrize("make", [docx, lambda body, **more: odt(body)], ids=["docx", "odt"])
def test_a_file_without_text_is_refused(make: object) -> None:
    with pytest.raises(Refused) as refused:
        parse(make(""), "docx" if make is docx else "odt")  # type: ignore[operator]
    assert refused.value.code == "empty"


def test_a_file_of_pictures_is_refused_as_a_scan() -> None:
    word = docx("")
    with pytest.raises(Refused) as refused:
        parse(_with_entry(word, "word/media/image1.png"), "docx")
    assert refused.value.code == "scanned"


def _with_entry(data: bytes, name: str) -> bytes:
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(name, b"pixels")
    return out.getvalue()


def test_the_word_library_and_our_reader_agree_on_the_namespace() -> None:
    assert qn("w:p") == "{" + W.split('"')[1] + "}p"
