"""Evaluations on small files: what is counted, what is compared, and what is refused."""

from __future__ import annotations

import json
from math import isnan
from pathlib import Path

import numpy as np
import pytest

from app.core.evaluation.bootstrap import Interval
from app.core.evaluation.spans import Span
from app.services.evaluation import cvs, match, match_data, skills
from app.services.evaluation.cache import Cache
from app.services.evaluation.files import BadFile
from app.services.evaluation.report import Report, shown
from app.services.evaluation.semantic import Meaning
from app.services.evaluation.span_prediction import predict_spans
from tests.services.evaluation_files import (
    CVS,
    PAIRS,
    SENTENCES,
    SpellingModel,
    meaning,
    write_cvs,
    write_lines,
    write_match,
)


@pytest.fixture(scope="module")
def match_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_match(tmp_path_factory.mktemp("match"))


@pytest.fixture(scope="module")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Cache:
    return Cache(tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="module")
def matched(match_folder: Path, read_once: Cache) -> Report:
    return match.run(match_folder, meaning(), cache=read_once)


def figure(report: Report, table: int, row: str, column: str) -> Interval:
    found = report.tables[table].rows[row][column]
    assert isinstance(found, Interval)
    return found


def test_match_counts_what_it_used(matched: Report) -> None:
    assert matched.facts == {
        "offers": 2,
        "pairs in the file": 5,
        "pairs used": 5,
        "CVs": 4,
        "CVs refused": 0,
        "CVs of other trades": 1,
    }


def test_match_measures_the_product_and_every_simple_method(matched: Report) -> None:
    assert list(matched.tables[0].rows) == [
        "product",
        "CV length",
        "exact overlap",
        "TF-IDF",
        "BM25",
        "MiniLM, first 256 tokens",
        "MiniLM, best piece per skill",
    ]
    assert figure(matched, 0, "product", "first choice").value == 6.5
    assert figure(matched, 0, "BM25", "pairwise accuracy").value > 0.5
    assert figure(matched, 0, "product", "AUC other trades").units == 2


def test_match_compares_with_each_method_offer_by_offer(matched: Report) -> None:
    ours, theirs = (figure(matched, 0, name, "Spearman").value for name in ("product", "CV length"))
    assert figure(matched, 1, "product - CV length", "Spearman").value == pytest.approx(ours - theirs)


def test_bands_hold_every_pair_once_with_what_people_say(matched: Report) -> None:
    for table in matched.tables[2:]:
        assert list(table.rows) == ["strong", "good", "fair", "weak"]
        pairs = [row["pairs"] for row in table.rows.values()]
        assert sum(one for one in pairs if isinstance(one, int)) == 5
    shares = [
        figure(matched, 2, name, "share of other trades").value for name in ("strong", "good", "fair", "weak")
    ]
    assert sum(shares) == pytest.approx(1)
    assert figure(matched, 2, "weak", "mean grade").value == pytest.approx((2 + 1 + 2) / 3)
    assert (
        isnan(figure(matched, 2, "strong", "mean grade").value)
        or figure(matched, 2, "strong", "mean grade").value > 5
    )


def test_another_trade_stays_weak_though_place_pay_and_years_suit(
    match_folder: Path, read_once: Cache
) -> None:
    data = match_data.load(match_folder, cache=read_once)
    found = match.score_pairs(data.cvs, data.offers, meaning())
    names = [cv.name for cv in data.cvs]
    cook, welder = names.index("cook.txt"), names.index("welder.txt")
    assert found.suited[0, welder] > found.total[0, welder]
    assert found.suited[0, cook] < 40 < found.suited[0, welder]


def test_without_a_model_its_rows_are_absent_and_the_report_says_so(
    match_folder: Path, read_once: Cache
) -> None:
    report = match.run(match_folder, Meaning(SpellingModel()), cache=read_once)
    assert not [name for name in report.tables[0].rows if "MiniLM" in name]
    assert "No sentence model is installed" in report.notes[0]


def test_two_runs_say_the_same(match_folder: Path, matched: Report) -> None:
    again = match.run(match_folder, meaning())
    assert list(again.lines()) == list(matched.lines())
    assert json.dumps(again.as_dict()) == json.dumps(matched.as_dict())


def test_scores_are_those_of_the_product(match_folder: Path, read_once: Cache) -> None:
    data = match_data.load(match_folder, cache=read_once)
    scores = match.score_pairs(data.cvs, data.offers, meaning()).total
    names = [cv.name for cv in data.cvs]
    assert scores.shape == (2, 4)
    assert scores[0].argmax() == names.index("welder.txt")
    assert scores[1].argmax() == names.index("cook.txt")
    assert ((scores >= 0) & (scores <= 100)).all()


def test_names_become_lexicon_skills_where_known(match_folder: Path, read_once: Cache) -> None:
    offer = match_data.load(match_folder, cache=read_once).offers[1]
    assert offer.offer.required == ("menu-planning", "food-safety", "lantern kitchens")
    assert offer.names == ("menu planning", "food safety", "lantern kitchens")


def test_an_offer_in_prose_is_read_as_a_scraped_one(tmp_path: Path) -> None:
    folder = write_match(tmp_path)
    written = {
        "id": "steel",
        "title": "Welder (m/f)",
        "description": "At least 3 years of experience in welding. MIG welding, TIG welding.",
    }
    write_lines(folder / "offers.jsonl", [written])
    write_lines(folder / "pairs.jsonl", PAIRS[:3])
    (offer,) = match_data.load(folder).offers
    assert offer.offer.title.startswith("Welder")
    assert offer.offer.years_min == 3
    assert "mig-mag-welding" in offer.offer.required


def test_a_refused_cv_stands_last(tmp_path: Path) -> None:
    folder = write_match(tmp_path)
    (folder / "cvs" / "welder.txt").write_text("short")
    data = match_data.load(folder)
    scores = match.score_pairs(data.cvs, data.offers, meaning()).total
    assert isnan(scores[0, [cv.name for cv in data.cvs].index("welder.txt")])
    assert match.measure(scores, data).by_offer["first choice"][0] < 7


def test_the_same_cv_twice_counts_once_with_the_mean_grade(tmp_path: Path) -> None:
    folder = write_match(tmp_path)
    (folder / "cvs" / "copy.txt").write_text(CVS["welder"], "utf-8")
    repeated = [{"offer": "steel", "cv": "welder", "human": 5}, {"offer": "steel", "cv": "copy", "human": 3}]
    write_lines(folder / "pairs.jsonl", [*PAIRS, *repeated])
    data = match_data.load(folder)
    assert (data.pairs, data.used) == (7, 5)
    assert sorted(data.shortlists[0].grades) == [1, 2, 5]


@pytest.mark.parametrize(
    ("file", "text", "message"),
    [
        ("pairs.jsonl", '{"offer": "steel", "cv": "welder", "human": 7}\n{"offer"', "pairs.jsonl, line 2: broken_json"),
        ("pairs.jsonl", '{"offer": "steel", "cv": "welder"}', "pairs.jsonl, line 1: 'human' must be a number"),
        ("pairs.jsonl", '{"offer": "iron", "cv": "welder", "human": 7}', "pairs.jsonl, line 1: no offer 'iron'"),
        ("pairs.jsonl", '{"offer": "steel", "cv": "nobody", "human": 7}', "pairs.jsonl, line 1: no file for 'nobody'"),
        ("pairs.jsonl", "[1]", "pairs.jsonl, line 1: not_an_object"),
        ("pairs.jsonl", "", "pairs.jsonl: no line in it"),
        ("offers.jsonl", '{"id": "steel", "skills": [1]}', "offers.jsonl, line 1: 'skills' must be a list of texts"),
        ("offers.jsonl", '{"id": "a", "skills": []}\n{"id": "a", "skills": []}', "offers.jsonl, line 2: offer 'a'"),
        ("offers.jsonl", '{"id": "steel", "title": "Cook"}', "offers.jsonl, line 1: 'description' must be a text"),
        ("others.jsonl", '{"cv": "nobody"}', "others.jsonl, line 1: no file for 'nobody'"),
    ],
)  # fmt: skip
def test_broken_files_are_named_with_the_line(tmp_path: Path, file: str, text: str, message: str) -> None:
    folder = write_match(tmp_path)
    (folder / file).write_text(text)
    with pytest.raises(BadFile) as caught:
        match.run(folder, meaning())
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_spans_follow_tokens() -> None:
    tokens = ["Good", "knowledge", "of", "project", "management", ",", "Python", "."]
    assert predict_spans(tokens) == [Span(3, 5, "knowledge"), Span(6, 7, "knowledge")]
    assert predict_spans(["teamwork"]) == [Span(0, 1, "skill")]
    assert predict_spans([]) == []


def test_skills_by_source_and_kind(tmp_path: Path) -> None:
    def predict(tokens: object) -> list[Span]:
        """Right, short by a word, wrong kind."""
        answers = {6: [Span(2, 3, "knowledge"), Span(4, 5, "knowledge")], 4: [Span(2, 3, "knowledge")]}
        return answers.get(len(tokens), [Span(0, 1, "knowledge")])  # type: ignore[arg-type]

    report = skills.run(write_lines(tmp_path / "spans.jsonl", SENTENCES), predict=predict)
    tech, house, both = report.tables
    assert tech.title == "source: tech"
    assert tech.rows["knowledge"]["strict P"] == pytest.approx(2 / 3)
    assert tech.rows["knowledge"]["partial P"] == 1.0
    assert shown(house.rows["skill"]["strict F1"]).startswith("0.000")
    assert both.rows["both"]["predicted"] == 4
    assert both.rows["both"]["marked"] == 4
    assert both.rows["both"]["strict R"] == 0.5


def test_repeated_sentences_are_counted_but_drawn_together(tmp_path: Path) -> None:
    report = skills.run(write_lines(tmp_path / "spans.jsonl", SENTENCES * 3))
    assert [report.facts[name] for name in ("sentences", "distinct", "spans marked")] == [9, 3, 12]
    found = report.tables[-1].rows["both"]["strict F1"]
    assert isinstance(found, Interval)
    assert found.units == 3


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"tags_skill": ["O"]}, "line 1: 1 tags_skill for 2 tokens"),
        ({"tags_skill": ["O", "Q"]}, "line 1: tag 'Q' is none of B, I, O"),
        ({"tokens": "we cook"}, "line 1: 'tokens' must be a list of texts"),
    ],
)
def test_broken_tags_are_named_with_the_line(tmp_path: Path, change: dict[str, object], message: str) -> None:
    file = write_lines(tmp_path / "spans.jsonl", [SENTENCES[2] | change])
    with pytest.raises(BadFile, match=message):
        skills.run(file)


def test_cvs_read_and_refused(tmp_path: Path) -> None:
    folder = write_cvs(tmp_path, ["welder", "cook"])
    (folder / "empty.pdf").write_bytes(b"")
    (folder / "note.txt").write_text("too little")
    (folder / ".hidden").write_text("not looked at")
    report = cvs.run(folder)
    shares, refused = report.tables
    assert report.facts == {"files": 4, "read": 2}
    assert list(shares.rows) == ["pdf", "txt", "all"]
    row = shares.rows["all"]
    assert [shown(row[name])[:5] for name in ("read", "e-mail", "phone", "name", "dated experience")] == [
        "0.500", "1.000", "0.500", "1.000", "1.000",
    ]  # fmt: skip
    assert refused.rows == {
        "empty": {"files": 1, "names": "empty.pdf"},
        "too_short": {"files": 1, "names": "note.txt"},
    }
    assert report.timing["median s per page"] > 0


def test_cvs_against_the_truth(tmp_path: Path) -> None:
    folder = write_cvs(tmp_path, ["welder", "cook"])
    (folder / "truth").mkdir()
    truth = {
        "name": "NADIA QUILL",
        "email": "nadia.quill@mail.example",
        "phone": "0021620123456",
        "skills": ["MIG welding", "TIG welding", "glass blowing"],
        "experience": [{"title": "Welder", "company": "Harbour Steel", "start": "2019"}],
        "education": [],
    }
    (folder / "truth" / "welder.json").write_text(json.dumps(truth))
    (folder / "truth" / "cook.txt.json").write_text('{"name": "Somebody Else", "phone": null}')
    rows = cvs.run(folder).tables[-1].rows
    assert rows["name"]["P"] == 0.5
    assert rows["email"]["R"] == rows["phone"]["R"] == rows["phone"]["P"] == 1.0
    assert rows["skills"]["R"] == pytest.approx(2 / 3)
    assert rows["experience"]["R"] == 1.0
    assert rows["skills"]["files"] == 1


@pytest.mark.parametrize("text", ["{", "[]", '{"name": 3}', '{"skills": [1]}', '{"education": "none"}'])
def test_a_broken_truth_is_named(tmp_path: Path, text: str) -> None:
    folder = write_cvs(tmp_path, ["cook"])
    (folder / "truth").mkdir()
    (folder / "truth" / "cook.json").write_text(text)
    with pytest.raises(BadFile, match=r"cook\.json"):
        cvs.run(folder)


def test_best_pieces_by_hand() -> None:
    texts = ["steel and iron", "bread"]
    found = meaning().best_chunks([["iron", "bread"], []], texts)
    assert found.shape == (2, 2)
    assert found[0, 1] == pytest.approx((1 + meaning().whole_texts(["iron"], ["bread"])[0, 0]) / 2, abs=1e-5)
    assert not found[1].any()


def test_vectors_keep_the_order_of_the_texts() -> None:
    texts = ["a long text of words", "short", "a long text of words", ""]
    found = meaning().vectors(texts)
    assert np.allclose(found, meaning().embedder.embed(texts))


def test_a_kept_document_is_not_read_again_until_the_file_changes(tmp_path: Path) -> None:
    path = tmp_path / "cv.txt"
    path.write_text(CVS["cook"])
    cache, read = Cache(tmp_path / "kept"), []

    def make(asked: Path) -> str:
        read.append(asked)
        return "damaged"

    assert [cache.document(path, make) for _ in range(2)] == ["damaged", "damaged"]
    assert len(read) == 1
    path.write_text(CVS["clerk"])
    cache.document(path, make)
    assert len(read) == 2


def test_a_damaged_cache_is_made_anew(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    wanted = np.ones((2, 3), np.float32)
    cache.vectors("model", ["a", "b"], lambda: wanted)
    (kept,) = tmp_path.glob("*.npy")
    kept.write_bytes(b"\x93NUMPY broken")
    assert (cache.vectors("model", ["a", "b"], lambda: wanted * 2) == 2).all()
