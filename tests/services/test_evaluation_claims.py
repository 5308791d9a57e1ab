"""``flask evaluate claims`` and what it finds in the labelled CVs."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest
from flask import Flask

from app.core.proofs.claim import CATEGORIES, Claim
from app.services.evaluation import claims
from app.services.evaluation.claim_truth import compare, read_truth
from app.services.evaluation.files import BadFile
from app.services.evaluation.report import Report

CVS = Path(__file__).parents[1] / "core" / "proofs" / "claim_cvs"
HALVES = ("known", "held_back")
LEAST = 0.9


@cache
def report_of(half: str) -> Report:
    return claims.run(CVS / half)


@pytest.mark.parametrize("half", HALVES)
@pytest.mark.parametrize("category", [*CATEGORIES, claims.ALL])
def test_nine_of_ten_claims_are_found_and_nine_of_ten_found_are_true(half: str, category: str) -> None:
    row = report_of(half).tables[0].rows[f"{claims.ALL} {category}"]
    assert row["P"] >= LEAST, report_of(half).notes  # type: ignore[operator]
    assert row["R"] >= LEAST, report_of(half).notes  # type: ignore[operator]


@pytest.mark.parametrize("half", HALVES)
@pytest.mark.parametrize("language", ["ar", "de", "en", "fr"])
def test_so_they_are_in_every_language(half: str, language: str) -> None:
    row = report_of(half).tables[0].rows[f"{language} {claims.ALL}"]
    assert row["P"] >= LEAST, report_of(half).notes  # type: ignore[operator]
    assert row["R"] >= LEAST, report_of(half).notes  # type: ignore[operator]


@pytest.mark.parametrize("half", HALVES)
def test_issuer_date_number_and_address_come_with_them(half: str) -> None:
    for field, row in report_of(half).tables[1].rows.items():
        assert row["of all"] >= LEAST, field  # type: ignore[operator]


def test_the_set_is_as_large_as_it_is_said_to_be() -> None:
    files = [path for half in HALVES for path in (CVS / half).iterdir() if path.is_file()]
    assert len(files) >= 32
    assert sum(path.suffix in (".pdf", ".docx") for path in files) >= 6
    languages = [read_truth(path.parent / "truth" / f"{path.stem}.json").language for path in files]
    assert {languages.count(code) for code in ("ar", "de", "en", "fr")} == {8}


def test_figures_are_printed_and_written(app: Flask, tmp_path: Path) -> None:
    folder = labelled(
        tmp_path / "in", FILLING + "Certifications\nPMP, PMI, 2019\nMOOC\nDroit, FUN MOOC, 2020\n"
    )
    result = app.test_cli_runner().invoke(
        args=["evaluate", "claims", str(folder), "--json", str(tmp_path / "out.json")]
    )
    assert result.exit_code == 0, result.output
    figures = json.loads((tmp_path / "out.json").read_text())["tables"]["of claims"]
    assert figures["fr certifications"] == figures["all certifications"]
    assert (figures["fr all"]["found"], figures["fr all"]["true"], figures["fr all"]["both"]) == (2, 1, 1)
    assert "cv.txt: invented courses: Droit" in result.stdout


@pytest.mark.parametrize(
    ("truth", "message"),
    [
        ("{broken", "not JSON"),
        ("[]", "'language' must be a text"),
        ('{"language": "fr", "claims": [1]}', "'claims' must be a list of objects"),
        ('{"language": "fr", "claims": [{"category": "hobbies", "title": "x"}]}', "claim 0: category"),
    ],
)
def test_a_broken_label_is_said_in_one_line(tmp_path: Path, truth: str, message: str) -> None:
    folder = labelled(tmp_path, FILLING)
    (folder / "truth" / "cv.json").write_text(truth)
    with pytest.raises(BadFile, match=r"cv\.json") as caught:
        claims.run(folder)
    assert message in str(caught.value)


def test_a_cv_without_labels_is_not_skipped(tmp_path: Path) -> None:
    folder = labelled(tmp_path, FILLING)
    (folder / "truth" / "cv.json").unlink()
    with pytest.raises(BadFile, match="no such file"):
        claims.run(folder)


def test_each_claim_is_paired_once_and_levels_must_agree() -> None:
    twice = [Claim("courses", "Data science"), Claim("courses", "Data science basics")]
    compared = compare(twice, [Claim("courses", "Data science")])
    assert [(found.title, true.title) for found, true in compared.pairs] == [("Data science", "Data science")]
    assert [claim.title for claim in compared.invented] == ["Data science basics"]
    spoken = compare(
        [Claim("languages", "x", language="fr", level="B2")], [Claim("languages", "x", language="fr")]
    )
    assert spoken.counts() == (1, 1, 0)


FILLING = (
    "Amel Ferchichi\namel.ferchichi@exemple.fr\nComptable chez Atlas depuis des années, sans autre mention.\n"
)


def labelled(folder: Path, text: str) -> Path:
    (folder / "truth").mkdir(parents=True)
    (folder / "cv.txt").write_text(text, "utf-8")
    claim = {"category": "certifications", "title": "PMP", "issuer": "PMI", "date": "2019"}
    (folder / "truth" / "cv.json").write_text(json.dumps({"language": "fr", "claims": [claim]}))
    return folder
