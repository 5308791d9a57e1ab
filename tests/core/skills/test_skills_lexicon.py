from __future__ import annotations

from pathlib import Path

import pytest

from app.core.skills.lexicon import Lexicon, load_lexicon, skill_id
from app.core.skills.table import LexiconError
from tests.core.skills.sample import HEADER, write_folder


@pytest.mark.parametrize(
    ("label", "id_"),
    [
        ("Python", "python"),
        ("C++", "c-plus-plus"),
        ("C#", "c-sharp"),
        (".NET", "dot-net"),
        ("ASP.NET", "asp-net"),
        ("Node.js", "node-js"),
        ("CI/CD", "ci-cd"),
        ("R&D", "r-and-d"),
        ("Études de marché", "etudes-de-marche"),
    ],
)
def test_ids_are_readable(label: str, id_: str) -> None:
    assert skill_id(label) == id_


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("python", "python"),
        ("PYTHON 3", "python"),
        ("bases de donnees", "databases"),
        ("Künstliche Intelligenz", "artificial-intelligence"),
        ("kunstliche intelligenz", "artificial-intelligence"),
        ("البرمجة", "programming"),
        ("ci-cd", "ci-cd"),
        ("R", "r"),
        ("r&d", "research-and-development"),
    ],
)
def test_find_knows_every_name_in_every_language(small: Lexicon, name: str, id_: str) -> None:
    found = small.find(name)
    assert found is not None
    assert found.id == id_


@pytest.mark.parametrize("name", ["", "  ", "pytho", "python java", "???"])
def test_find_gives_none_for_anything_else(small: Lexicon, name: str) -> None:
    assert small.find(name) is None


def test_get_raises_for_an_unknown_id(small: Lexicon) -> None:
    assert small.get("python").label == "Python"
    with pytest.raises(KeyError):
        small.get("cobol")


def test_labels_fall_back_to_english(small: Lexicon) -> None:
    assert small.label("databases", "fr") == "Bases de données"
    assert small.label("databases", "ar") == "قواعد البيانات"
    assert small.label("python", "de") == "Python"
    assert small.label("python", "nl") == "Python"


def test_codes_number_the_ids_in_order(small: Lexicon) -> None:
    assert list(small.by_code) == sorted(small.skills)
    assert all(small.by_code[small.code(id_)] == id_ for id_ in small.skills)
    with pytest.raises(KeyError):
        small.code("cobol")


def test_a_skill_tells_what_stands_in_its_row(small: Lexicon) -> None:
    sql = small.get("sql")
    assert (sql.kind, sql.domain, sql.broader, sql.related) == ("tool", "sample", "databases", ())
    assert small.get("dot-net").related == ("c-sharp",)
    assert small.get("programming").labels["de"] == "Programmierung"
    assert "Coding" in small.get("programming").names


def test_further_translations_are_aliases(tmp_path: Path) -> None:
    lexicon = load_lexicon(write_folder(tmp_path, "Welding|method|Soudage;Soudure|Schweißen||||"))
    assert lexicon.label("welding", "fr") == "Soudage"
    assert lexicon.get("welding").aliases == ("Soudure",)


class TestAncestors:
    def test_nearest_first(self, tmp_path: Path) -> None:
        rows = "A|tool|||||B||\nB|tool|||||C||\nC|tool|||||||"
        assert load_lexicon(write_folder(tmp_path, rows)).ancestors("a") == ("b", "c")

    def test_a_cycle_ends(self, tmp_path: Path) -> None:
        rows = "A|tool|||||B||\nB|tool|||||C||\nC|tool|||||B||"
        assert load_lexicon(write_folder(tmp_path, rows)).ancestors("a") == ("b", "c")

    def test_unknown_broader_is_left_out(self, tmp_path: Path) -> None:
        assert load_lexicon(write_folder(tmp_path, "A|tool|||||Z|Y|")).ancestors("a") == ()


class TestSuggest:
    def test_labels_of_the_language_come_first(self, small: Lexicon) -> None:
        assert small.suggest("prog", "fr", 5)[0].id == "programming"
        assert [skill.id for skill in small.suggest("datenb", "de", 5)] == ["databases"]

    def test_an_exact_name_comes_first(self, small: Lexicon) -> None:
        assert small.suggest("r", "en", 5)[0].id == "r"

    def test_a_later_word_of_the_label_is_enough(self, small: Lexicon) -> None:
        assert [skill.id for skill in small.suggest("learning", "en", 5)] == ["machine-learning"]

    def test_aliases_count(self, small: Lexicon) -> None:
        assert [skill.id for skill in small.suggest("skl", "en", 5)] == ["scikit-learn"]

    def test_the_limit_holds_and_nothing_gives_nothing(self, small: Lexicon) -> None:
        assert len(small.suggest("p", "en", 2)) == 2
        assert small.suggest("", "en", 5) == []
        assert small.suggest("p", "en", 0) == []
        assert small.suggest("zzz", "xx", 5) == []


class TestBrokenFiles:
    def test_an_empty_folder(self, tmp_path: Path) -> None:
        with pytest.raises(LexiconError, match=r"no \.tsv file"):
            load_lexicon(tmp_path)

    def test_a_wrong_header(self, tmp_path: Path) -> None:
        (tmp_path / "x.tsv").write_text("label,kind\n", encoding="utf-8")
        with pytest.raises(LexiconError, match=r"x\.tsv:1"):
            load_lexicon(tmp_path)

    @pytest.mark.parametrize("line", ["Python", "\ttool", "Python\ttool" + "\t" * 9])
    def test_a_row_that_does_not_fit(self, tmp_path: Path, line: str) -> None:
        (tmp_path / "x.tsv").write_text(f"{HEADER}\n\n{line}\n", encoding="utf-8")
        with pytest.raises(LexiconError, match=r"x\.tsv:3"):
            load_lexicon(tmp_path)

    def test_bytes_that_are_no_text(self, tmp_path: Path) -> None:
        (tmp_path / "x.tsv").write_bytes(b"\xff\xfe\x00label")
        with pytest.raises(LexiconError, match=r"x\.tsv"):
            load_lexicon(tmp_path)


def test_the_first_of_two_claims_wins_and_labels_beat_aliases(tmp_path: Path) -> None:
    rows = "One|tool||||Two;Shared|||\nTwo|tool||||Shared|||"
    lexicon = load_lexicon(write_folder(tmp_path, rows))
    two, shared = lexicon.find("Two"), lexicon.find("Shared")
    assert two is not None
    assert shared is not None
    assert (two.id, shared.id) == ("two", "one")
