"""What is read from a proof: its text, what OCR sees, and whether the two agree."""

from __future__ import annotations

import io
import json
import random
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image

from app.core.proofs import reading
from app.core.proofs.limits import DEFAULT
from app.core.proofs.reading import answer, ocr, parse, program, read
from app.core.proofs.reading.document import FileFacts, ProofDocument, ProofLine, Word
from app.core.proofs.reading.file_facts import pdf_date
from app.core.proofs.reading.look import Look, ReadLine, look_of
from app.core.proofs.reading.ocr import read_page
from app.core.proofs.reading.quality import contrast, quality_of_look, quality_of_pages
from app.core.proofs.reading.single_lines import filled
from app.core.proofs.reading.straighten import straightened
from app.core.proofs.reading.text_layer import compared
from app.core.proofs.refusal import REFUSAL_CODES, Refused
from app.core.proofs.verdict import NOTES, Note
from bench.certificates import wear
from bench.certificates.files import WAYS, edited
from bench.certificates.page import Mark, Page, picture_of, text_pdf
from tests.core.cv.reading.test_reading_mutations import mutate
from tests.core.proofs.documents import COURSE, lines_of
from tests.hostile.corpus import CASES

needs_ocr = pytest.mark.skipif(program.find_program() is None, reason="tesseract is not installed")
PATIENT = replace(DEFAULT, reading_seconds=600)  # a busy machine must not change what is read
PAGE = Page(
    tuple(
        Mark(text, 0.5, 0.12 + 0.09 * number, 18, key="name" if number == 2 else "")
        for number, text in enumerate(COURSE)
    ),
    landscape=True,
)
ISSUED = datetime(2024, 3, 12, tzinfo=UTC).date()


@pytest.fixture
def no_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program, "find_program", lambda: None)


def parsed(data: bytes, kind: str = "pdf") -> ProofDocument:
    return parse.parse(data, kind, PATIENT)


def note_codes(document: ProofDocument) -> set[str]:
    return {note.code for note in document.notes}


@needs_ocr
def test_a_pdf_is_read_in_the_child_and_seen_to_show_its_text(tmp_path: Path) -> None:
    path = tmp_path / "0c"
    path.write_bytes(text_pdf(PAGE))
    document = read(path, "pdf", PATIENT)
    assert document.text.splitlines() == list(COURSE)
    assert all(line.seen for line in document.lines)
    assert document.quality == 95
    assert document.notes == ()


@needs_ocr
def test_a_scan_on_its_side_is_read() -> None:
    scan = wear.scanned(picture_of(PAGE, 150), random.Random(3), noise=10, angle=1.5)
    document = parsed(wear.jpeg(scan.rotate(90, expand=True), 70), "jpeg")
    assert COURSE[2] in document.text
    assert COURSE[4] in document.text
    assert document.quality > 80
    assert note_codes(document) == {"ocr"}
    assert all(line.source == "ocr" and line.confidence > 50 for line in document.lines[:6])


@needs_ocr
@pytest.mark.parametrize(
    ("way", "code"),
    [("covered text", "hidden_text"), ("patched scan", "text_covered"), ("white text", "hidden_text"),
     ("editor", "edited_with")],
)  # fmt: skip
def test_what_was_done_to_a_page_is_noticed(way: str, code: str) -> None:
    assert way in WAYS
    document = parsed(edited(PAGE, way, "en", ISSUED, "seed"))
    assert code in note_codes(document)
    assert "Rafik" not in document.text
    assert "authentic" not in document.text


@needs_ocr
def test_a_text_layer_that_says_something_else_than_its_picture_is_not_seen() -> None:
    document = parsed(edited(PAGE, "other layer", "en", ISSUED, "seed"))
    unseen = [line.text for line in document.lines if line.seen is False]
    assert unseen == [COURSE[2]]
    assert "Rafik Mansouri" in document.text


@needs_ocr
def test_an_empty_picture_is_a_document_of_no_quality() -> None:
    document = parsed(wear.png(Image.new("RGB", (600, 400), "white")), "png")
    assert (document.lines, document.quality) == ((), 0)


@pytest.mark.usefixtures("no_ocr")
def test_without_an_ocr_program_text_is_read_and_pictures_are_not() -> None:
    document = parsed(text_pdf(PAGE))
    assert document.text.splitlines() == list(COURSE)
    assert {line.seen for line in document.lines} == {None}
    assert note_codes(document) == {"not_compared"}
    picture = parsed(wear.png(Image.new("RGB", (600, 400), "white")), "png")
    assert note_codes(picture) == {"no_ocr"}


@pytest.mark.usefixtures("no_ocr")
def test_what_a_file_carries_besides_pages_is_said() -> None:
    assert {"scripts", "attachments"} <= note_codes(parsed(CASES["script_and_attachment.pdf"].build()))
    many = parsed(CASES["pages_30.pdf"].build())
    assert Note("first_pages_only", "10") in many.notes
    assert max(line.page for line in many.lines) == 10
    again = text_pdf(PAGE) + b"\nstartxref\n0\n%%EOF"
    assert "saved_again" in note_codes(parsed(again))


@pytest.mark.usefixtures("no_ocr")
def test_what_a_file_says_about_itself_is_read() -> None:
    info = {
        "Producer": "GIMP 2.10",
        "CreationDate": "D:20240101120000+01'00'",
        "ModDate": "D:20240301120000Z",
    }
    document = parsed(text_pdf(PAGE, info))
    assert document.facts.created == datetime(2024, 1, 1, 11, tzinfo=UTC)
    assert Note("changed_later", "2024-03-01") in document.notes
    assert next(note.value for note in document.notes if note.code == "edited_with").endswith("GIMP 2.10")


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("D:20240312101500Z", datetime(2024, 3, 12, 10, 15, tzinfo=UTC)),
        ("D:2024", datetime(2024, 1, 1, tzinfo=UTC)),
        ("D:20240312101500-05'30'", datetime(2024, 3, 12, 15, 45, tzinfo=UTC)),
        ("D:20241399", None),
        ("D:00000000", None),
        ("D:00010101000000+23'59'", None),
        ("yesterday", None),
        ("", None),
        ("D:20240312101500+99'99'", None),
    ],
)
def test_dates_of_pdf_files(text: str, moment: datetime | None) -> None:
    assert pdf_date(text) == moment


@pytest.mark.usefixtures("no_ocr")
@pytest.mark.parametrize("name", [name for name in CASES if name.endswith(".pdf")])
def test_hostile_pdfs_end_in_a_document_or_a_refusal(name: str, tmp_path: Path) -> None:
    path = tmp_path / "upload"
    path.write_bytes(CASES[name].build())
    try:
        document = read(path, "pdf", replace(PATIENT, shown_pages=0))
    except Refused as refused:
        assert refused.code in REFUSAL_CODES
    else:
        assert note_codes(document) <= set(NOTES)
        assert sum(len(line.text) for line in document.lines) <= PATIENT.max_characters


@pytest.mark.usefixtures("no_ocr")
def test_damaged_files_end_in_a_document_or_a_refusal() -> None:
    chance = random.Random(8)
    good = {"pdf": text_pdf(PAGE), "png": wear.png(Image.new("RGB", (60, 40), "white"))}
    for round_ in range(60):
        kind = ("pdf", "png")[round_ % 2]
        try:
            assert parsed(mutate(good[kind], chance), kind).kind == kind
        except Refused as refused:
            assert refused.code in REFUSAL_CODES


def test_ocr_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    path = tmp_path / "upload"
    path.write_bytes(wear.png(picture_of(PAGE, 150)))
    with pytest.raises(Refused) as refused:
        read(path, "png", replace(DEFAULT, reading_seconds=0))
    assert refused.value.code == "too_slow"


def test_no_time_left_is_a_document_without_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        program, "find", lambda deadline: program.Program("/bin/false", frozenset({"eng"}), 0.0)
    )
    document = parsed(wear.png(picture_of(PAGE, 100)), "png")
    assert (document.lines, document.quality) == ((), 0)
    assert note_codes(document) == {"ocr", "reading_cut"}


# Pure parts


def test_a_page_is_turned_so_that_its_lines_run_across() -> None:
    upright = picture_of(PAGE, 60).convert("L")
    laid = straightened(upright.transpose(Image.Transpose.ROTATE_90))
    assert laid.width > laid.height
    assert straightened(upright).size == upright.size


def test_a_look_that_was_not_sure_contradicts_nothing() -> None:
    lines = lines_of(COURSE)
    doubtful = Look((ReadLine((Word("nonsense", 20.0),), 0, 0.1, 1, 0.02),), 20.0, 8)
    assert compared(lines, doubtful, lambda _top, _bottom: ()) == list(lines)


def test_a_line_that_a_look_missed_is_looked_at_alone_before_it_counts_as_not_shown() -> None:
    lines = lines_of(("Certificate of completion", "Mohamed Amine Ben Salah"))
    first = ReadLine(tuple(Word(word, 92.0) for word in lines[0].text.split()), 0.2, 0.1, 0.8, 0.02)
    look = look_of([first])

    def again(top: float, bottom: float) -> list[ReadLine]:
        assert top < lines[1].top < lines[1].top + lines[1].height < bottom
        return [replace(first, words=(Word(text, 60.0),)) for text in ("", "Mohamned Amine Ben Salah")]

    assert [line.seen for line in compared(lines, look, lambda _top, _bottom: ())] == [True, False]
    assert [line.seen for line in compared(lines, look, again)] == [True, True]


def test_a_page_full_of_specks_is_smoothed_or_given_up_at_once() -> None:
    rough = Image.frombytes("L", (700, 500), random.Random(1).randbytes(350_000))
    assert ocr._without_grain(rough) is None
    clean = picture_of(PAGE, 100).convert("L")
    assert ocr._without_grain(clean) is clean
    speckled = clean.copy()
    for _ in range(60_000):
        chance = random.Random(_)
        speckled.putpixel((chance.randrange(clean.width), chance.randrange(clean.height)), 0)
    assert ocr._without_grain(speckled) is not None


@needs_ocr
def test_a_line_in_a_gap_is_read_alone() -> None:
    page, found = picture_of(PAGE, 150).convert("L"), program.find(time.monotonic() + 120)
    assert found is not None
    whole = read_page(page, found, PATIENT)
    without = look_of([line for line in whole.lines if "Salah" not in line.text])
    assert len(without.lines) < len(whole.lines)
    *_, filled_up = filled(page, without, found, program.LATIN)
    assert any("Salah" in line.text for line in filled_up.lines)


@needs_ocr
def test_arabic_text_counts_as_not_compared_where_ocr_knows_no_arabic(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = Page(
        tuple(Mark("شهادة في المحاسبة المالية للسيد", 0.5, 0.2 * at, 18) for at in (1, 2, 3)), landscape=True
    )
    installed = frozenset({"eng"})
    monkeypatch.setattr(program, "find", lambda deadline: program.Program("/bin/false", installed, deadline))
    document = parsed(text_pdf(page))
    assert {line.seen for line in document.lines} == {None}
    assert note_codes(document) == {"not_compared"}


def test_quality_falls_with_confidence_letters_pixels_and_contrast() -> None:
    image = picture_of(PAGE, 120)
    pale = wear.faded(image, 0.1)
    assert contrast(pale) < contrast(image)
    good = quality_of_look(Look((), 92.0, 300), image)
    assert good == 92
    assert quality_of_look(Look((), 92.0, 10), image) < good
    assert quality_of_look(Look((), 92.0, 300), image.resize((400, 300))) < good
    assert quality_of_look(Look((), 92.0, 300), pale) < good
    assert quality_of_pages([(100, 90), (0, 0), (100, 50)]) == 70
    assert quality_of_pages([]) == 0


DOCUMENT = ProofDocument(
    "pdf",
    (
        ProofLine(0, (Word("Été", 88.5), Word("محمد", 100.0)), 1, 0.1, 0.2, 0.9, 0.03, "ocr"),
        ProofLine(1, (Word("x", 100.0),), 2, hidden=True, seen=True),
    ),
    3,
    81,
    FileFacts("Writer", datetime(2024, 3, 12, tzinfo=UTC), None),
    (Note("ocr"), Note("edited_with", "GIMP")),
)


def test_a_document_survives_the_way_out_of_the_child() -> None:
    assert answer.understand(answer.accept(DOCUMENT), DEFAULT) == DOCUMENT


def _damaged(**fields: object) -> bytes:
    said = json.loads(answer.accept(DOCUMENT))
    said["document"].update(fields)
    return json.dumps(said).encode()


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "exe"},
        {"quality": 101},
        {"quality": True},
        {"pages": 0},
        {"lines": [[1, [["a", "b"]], [0.0, 0.0, 0.0, 0.0], "ocr", False, None]]},
        {"lines": [[1, [["a", 1.0]], [0, 0, 0], "ocr", False, None]]},
        {"lines": [[1, [["\ud800", 1.0]], [0.0, 0.0, 0.0, 0.0], "ocr", False, None]]},
        {"lines": [[1, [["a", 1.0]], [0.0, 0.0, 0.0, 0.0], "dream", False, None]]},
        {"lines": [[1, [["a" * 70_000, 1.0]], [0.0, 0.0, 0.0, 0.0], "ocr", False, None]]},
        {"lines": 4},
        {"facts": ["x", "yesterday", None]},
        {"notes": [["authentic", ""]]},
        {"notes": None},
    ],
)
def test_an_answer_that_cannot_be_is_a_damaged_file(fields: dict[str, object]) -> None:
    with pytest.raises(Refused) as refused:
        answer.understand(_damaged(**fields), DEFAULT)
    assert refused.value.code == "damaged"


def test_a_child_that_dies_is_a_refusal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_CHILD", "tests.core.cv.reading.odd_child")
    path = tmp_path / "upload"
    path.write_bytes(text_pdf(PAGE) + b"\ncrash")
    with pytest.raises(Refused, match="damaged"):
        read(path, "pdf", PATIENT)


def test_made_up_files_are_the_same_every_time() -> None:
    for way in WAYS:
        assert edited(PAGE, way, "en", ISSUED, "seed") == edited(PAGE, way, "en", ISSUED, "seed")
    assert Image.open(io.BytesIO(wear.png(picture_of(PAGE, 40)))).size == (468, 331)
