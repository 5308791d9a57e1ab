"""Skills of the lexicon and the same ones in ESCO."""

from __future__ import annotations

import gzip
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.skills import esco
from app.core.skills.esco import Concept, linked, read_concepts
from app.core.skills.extract import skill_ids
from app.core.skills.lexicon import Lexicon, default_lexicon, use_links, with_links
from app.core.skills.links import Link, read_links, written
from app.core.skills.table import LexiconError

ROOT = Path(__file__).parents[3]
SHARED = Path(os.environ.get("JOBMATCH_SHARED", ROOT.parent / "shared"))
LABELS = SHARED / "reference" / "esco_skill_labels.csv.gz"
URI = "http://data.example/skill/"
OFFICIAL = "conceptType,conceptUri,preferredLabel,altLabels,description\n"


@pytest.fixture
def unlinked() -> Iterator[None]:
    """Leaves the default lexicon as it was."""
    yield
    use_links(Path("no-such-file"))


def file_of(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_the_official_file_is_read(tmp_path: Path) -> None:
    file = file_of(
        tmp_path,
        "skills_fr.csv",
        f'\ufeff{OFFICIAL}KSC,{URI}1,Python (informatique),"Python 3\nlangage  Python",x\n',
    )
    assert read_concepts(file) == [Concept(f"{URI}1", {"fr": ("Python", "Python 3", "langage Python")})]


def test_the_language_is_that_of_the_file_name_unless_it_is_told(tmp_path: Path) -> None:
    text = f"{OFFICIAL}KSC,{URI}1,Python,,\n"
    assert read_concepts(file_of(tmp_path, "ESCO v1.2 - skills_de.csv", text))[0].names.keys() == {"de"}
    assert read_concepts(file_of(tmp_path, "skills_de.csv", text), "ar")[0].names.keys() == {"ar"}
    with pytest.raises(LexiconError, match="--language"):
        read_concepts(file_of(tmp_path, "skills.csv", text))


def test_the_compact_file_is_read_compressed(tmp_path: Path) -> None:
    file = tmp_path / "labels.csv.gz"
    file.write_bytes(
        gzip.compress(f"uri,en,fr,de,type\n{URI}1,databases,bases de données,,knowledge\n".encode())
    )
    assert read_concepts(file) == [Concept(f"{URI}1", {"en": ("databases",), "fr": ("bases de données",)})]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.csv", b"", "expected the columns"),
        ("a.csv", b"\xff\xfe\x00", "cannot be read"),
        ("a.csv", b"name,label\nx,y\n", "expected the columns"),
        ("a.csv", f"uri,en\n{URI}1\n".encode(), "record 2 has 1 cells"),
        ("a.csv", b"uri,en\nnowhere,Python\n", "record 2 has no address"),
        ("a.csv", b"uri,en\n" + b"x" * 200_000 + b",y\n", "field larger|no address"),
        ("a.csv.gz", b"no gzip", "cannot be read"),
        ("a.csv.gz", gzip.compress(b"uri,en\n\n\n")[:-9], "cannot be read"),
        ("a.csv", f"uri,en\n{URI}1,\x00\n".encode(), ""),
    ],
    ids=["empty", "binary", "columns", "short", "address", "long cell", "no gzip", "cut gzip", "NUL"],
)
def test_bad_files_are_told_in_one_line(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    if not reason:
        assert len(read_concepts(file)) == 1
        return
    with pytest.raises(LexiconError, match=reason) as error:
        read_concepts(file)
    assert str(error.value).startswith(name)
    assert "\n" not in str(error.value)


def test_a_file_that_unpacks_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(esco, "MOST_CHARACTERS", 1000)
    file = tmp_path / "a.csv.gz"
    file.write_bytes(gzip.compress(b"uri,en\n" + b"a" * 5000))
    with pytest.raises(LexiconError, match="more than 1000 characters"):
        read_concepts(file)


def concept(number: int, *names: str, code: str = "en") -> Concept:
    return Concept(f"{URI}{number}", {code: names})


def test_equal_names_are_linked_labels_first(small: Lexicon) -> None:
    concepts = [concept(1, "coding"), concept(2, "Programming"), concept(3, "cooking"), concept(4, "SGBD")]
    assert linked(small, concepts, {}) == {
        "programming": Link(f"{URI}2"),
        "databases": Link(f"{URI}4", "alias"),
    }


def test_a_concept_has_one_skill_and_a_skill_one_concept(small: Lexicon) -> None:
    links = linked(small, [concept(1, "Python", "Java"), concept(2, "Python")], {})
    assert {skill: link.uri for skill, link in links.items()} == {"python": f"{URI}1"}


def test_names_that_clash_with_nothing_become_aliases(small: Lexicon) -> None:
    found = linked(
        small, [concept(1, "Python", "Java", "serpent code", "machine learnings", "R"), concept(2, "SQL")], {}
    )
    assert found["python"].names == {"en": ("serpent code",)}
    lexicon = with_links(small, found)
    assert lexicon.get("python").esco_uri == f"{URI}1"
    assert lexicon.find("serpent code") == lexicon.get("python")
    assert skill_ids("we love serpent code", lexicon) == ("python",)
    assert lexicon.get("java").esco_uri is None


def test_names_that_two_concepts_have_are_left_out(small: Lexicon) -> None:
    found = linked(small, [concept(1, "Python", "snakes"), concept(2, "zoology", "snakes")], {})
    assert found["python"].names == {}


def test_names_of_a_mere_alias_are_left_out(small: Lexicon) -> None:
    assert linked(small, [concept(1, "SGBD", "filing")], {})["databases"].names == {}


def test_a_second_language_adds_to_the_first(small: Lexicon) -> None:
    first = linked(small, [concept(1, "Python"), concept(2, "Java")], {})
    both = linked(small, [concept(1, "langage serpent", code="fr"), concept(3, "SQL", code="fr")], first)
    assert both["python"].names == {"fr": ("langage serpent",)}
    assert both.keys() == {"python", "java", "sql"}
    assert (
        linked(small, [concept(1, "langage serpent", code="fr"), concept(3, "SQL", code="fr")], both) == both
    )


def test_links_are_written_and_read_the_same(tmp_path: Path) -> None:
    links = {
        "python": Link(f"{URI}1", "label", {"fr": ("langage serpent", "b")}),
        "sql": Link(f"{URI}2", "alias"),
    }
    assert read_links(file_of(tmp_path, "esco.tsv", written(links))) == links
    assert read_links(tmp_path / "absent.tsv") == {}


@pytest.mark.parametrize(
    "text",
    ["", "skill\turi\n", written({}) + "python\n", written({}) + "python\thttp://x\tmaybe\ten\tname\n"],
)
def test_a_broken_file_of_links_is_told(tmp_path: Path, text: str) -> None:
    with pytest.raises(LexiconError, match=r"esco\.tsv:\d: "):
        read_links(file_of(tmp_path, "esco.tsv", text))


@pytest.mark.usefixtures("unlinked")
def test_links_in_use_are_those_of_the_default_lexicon(tmp_path: Path) -> None:
    plain = default_lexicon()
    links = {"python": Link(f"{URI}1", "label", {"en": ("serpent code", "Java")}), "gone": Link(f"{URI}2")}
    assert use_links(file_of(tmp_path, "esco.tsv", written(links))) == 2
    assert default_lexicon().get("python").esco_uri == f"{URI}1"
    assert default_lexicon().find("Java") == default_lexicon().get("java")
    assert "gone" not in default_lexicon().skills
    assert default_lexicon().by_code == plain.by_code
    with pytest.raises(LexiconError):
        use_links(file_of(tmp_path, "bad.tsv", "no"))
    assert default_lexicon().get("python").esco_uri == f"{URI}1"


def test_no_links_leave_the_lexicon_as_it_is() -> None:
    before = default_lexicon()
    assert use_links(Path("no-such-file")) == 0
    assert default_lexicon() is before


@pytest.mark.skipif(not LABELS.exists(), reason="the reference file of ESCO labels is not here")
def test_the_reference_file_links_hundreds(shipped: Lexicon) -> None:
    assert len(linked(shipped, read_concepts(LABELS), {})) > 450
