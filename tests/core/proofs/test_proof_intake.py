"""Taking proofs in: what is refused, what is kept, what is shown, whatever the file is."""

from __future__ import annotations

import io
import os
import random
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from app.core.cv.reading import fork_client
from app.core.proofs import intake
from app.core.proofs.intake import REFUSAL_CODES, Refused, accept
from app.core.proofs.intake.take import take
from app.core.proofs.limits import DEFAULT
from tests.core.cv.reading.test_reading_mutations import mutate
from tests.hostile.case import READ
from tests.hostile.corpus import CASES
from tests.hostile.proof_images import PROOF_IMAGES, sound

PATIENT = replace(DEFAULT, wall=60.0)  # on a busy machine only the time on the processor can be counted on
HOSTILE_PDFS = [name for name in CASES if name.endswith(".pdf")]
ROUNDS = 60


def outcome(path: Path, name: str) -> str:
    try:
        accept(path, name, PATIENT)
    except Refused as refused:
        return refused.code
    return READ


def taken(data: bytes, name: str, tmp_path: Path) -> intake.Accepted:
    path = tmp_path / "0b"
    path.write_bytes(data)
    return accept(path, name, PATIENT)


@pytest.mark.parametrize("name", PROOF_IMAGES)
def test_pictures_are_taken_in_or_refused_with_the_reason(name: str, tmp_path: Path) -> None:
    path = tmp_path / "upload"
    path.write_bytes(PROOF_IMAGES[name].build())
    assert outcome(path, name) in PROOF_IMAGES[name].outcomes
    assert os.listdir(tmp_path) == ["upload"]


@pytest.mark.parametrize("name", HOSTILE_PDFS)
def test_hostile_pdfs_are_taken_in_or_refused(name: str, tmp_path: Path) -> None:
    path = tmp_path / "upload"
    path.write_bytes(CASES[name].build())
    found = outcome(path, name)
    assert found in (READ, *REFUSAL_CODES)
    expected = CASES[name].outcomes
    if expected <= {"wrong_type", "encrypted"} or (expected == {"empty"} and name == "zero_bytes.pdf"):
        assert found in expected


@pytest.mark.parametrize("kind", ["pdf", "png", "jpeg", "webp"])
def test_damage_of_any_kind_is_an_outcome(kind: str) -> None:
    good = CASES["control.pdf"].build() if kind == "pdf" else sound(kind.upper())
    chance = random.Random(kind)
    outcomes = set()
    assert take(good, kind, DEFAULT).previews
    for _ in range(ROUNDS):
        try:
            take(mutate(good, chance), kind, DEFAULT)
        except Refused as refused:
            outcomes.add(refused.code)
        else:
            outcomes.add(READ)
    assert outcomes <= {READ, *REFUSAL_CODES}
    assert outcomes & set(REFUSAL_CODES)


def test_nothing_but_pixels_is_kept_of_a_picture(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010E] = "taken at home, 12 Rue Secrete"
    exif[0x0112] = 6  # lies on its side
    data = sound("JPEG", (300, 200), exif=exif, icc_profile=b"profile" * 20, comment=b"a secret")
    assert b"Secrete" in data
    accepted = taken(data + b"PK\x03\x04 tail", "a.jpg", tmp_path)
    assert not any(word in accepted.data for word in (b"Secrete", b"profile", b"a secret", b"tail", b"Exif"))
    kept = Image.open(io.BytesIO(accepted.data))
    assert kept.size == (200, 300)
    assert "exif" not in kept.info
    assert "icc_profile" not in kept.info


@pytest.mark.parametrize(("kind", "name"), [("PNG", "a.png"), ("JPEG", "a.jpg"), ("WEBP", "a.webp")])
def test_each_kind_of_picture_keeps_its_kind(kind: str, name: str, tmp_path: Path) -> None:
    accepted = taken(sound(kind), name, tmp_path)
    assert Image.open(io.BytesIO(accepted.data)).format == kind
    assert accepted.content_type == f"image/{accepted.kind}"
    (preview,) = accepted.previews
    assert Image.open(io.BytesIO(preview.webp)).size == (preview.width, preview.height)


def test_a_picture_with_transparent_paper_is_put_on_white(tmp_path: Path) -> None:
    out = io.BytesIO()
    Image.new("RGBA", (30, 30), (0, 0, 0, 0)).save(out, "PNG")
    kept = Image.open(io.BytesIO(taken(out.getvalue(), "a.png", tmp_path).data))
    assert kept.getpixel((5, 5)) == (255, 255, 255)


def test_a_large_picture_is_kept_smaller(tmp_path: Path) -> None:
    accepted = taken(sound("PNG", (4_900, 5_000)), "a.png", tmp_path)
    width, height = Image.open(io.BytesIO(accepted.data)).size
    assert width * height <= DEFAULT.kept_pixels
    assert max(accepted.previews[0].width, accepted.previews[0].height) <= DEFAULT.preview_side


def test_a_pdf_is_kept_as_it_came_with_pictures_of_its_first_pages(tmp_path: Path) -> None:
    data = CASES["pages_30.pdf"].build()
    accepted = taken(data, "Diplôme.PDF", tmp_path)
    assert (accepted.kind, accepted.pages, accepted.data) == ("pdf", 30, data)
    assert [one.page for one in accepted.previews] == [1, 2, 3]


def test_a_page_that_says_it_is_huge_becomes_a_small_picture(tmp_path: Path) -> None:
    (preview,) = taken(CASES["media_box_huge.pdf"].build(), "a.pdf", tmp_path).previews
    assert preview.width * preview.height <= DEFAULT.preview_side**2


@pytest.mark.parametrize(
    "deed",
    [
        "say:{}",
        "say:[]",
        'say:{"ok": true, "accepted": {"kind": "gif", "data": "", "pages": 1, "previews": []}}',
        'say:{"ok": true, "accepted": {"kind": "png", "data": "AA==", "pages": true, "previews": [[1]]}}',
        'say:{"ok": true, "accepted": {"kind": "png", "data": "", "pages": 1, "previews": [[1, 2, 2, "AA=="]]}}',
        'say:{"refused": true, "code": "unheard", "detail": ""}',
        "exit",
    ],
)
def test_a_child_that_answers_nonsense_is_a_damaged_file(
    deed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "_CHILD", "tests.core.cv.reading.odd_child")
    path = tmp_path / "upload"
    path.write_bytes(sound("PNG") + f"\n{deed}".encode())
    assert outcome(path, "a.png") == "damaged"


def test_a_child_that_cannot_start_is_a_refusal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fork_client.SERVER.stop()
    monkeypatch.setattr(sys, "executable", str(tmp_path / "none"))
    path = tmp_path / "upload"
    path.write_bytes(sound("PNG"))
    assert outcome(path, "a.png") == "too_slow"
