"""The maker: same texts, same bytes; broken texts are named."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demo_data.maker import layouts, reading
from demo_data.maker.advert import Advert
from demo_data.maker.chance import choose, fraction, shuffled, some, whole
from demo_data.maker.files import files, write
from demo_data.maker.model import MakerError
from demo_data.maker.pay import LOWEST, TRAINING, band
from demo_data.maker.plan import vacancies
from demo_data.maker.reading import companies, roles
from demo_data.maker.reposts import _other_title, _with_legal_form
from demo_data.maker.titles import title
from demo_data.maker.wording import Wording, slug

HOME = Path(__file__).resolve().parents[2] / "demo_data"


def wording(name: str, language: str) -> Wording:
    return Wording(language, next(one for one in companies() if one.name == name), "any")


@pytest.mark.parametrize(
    "name", ["offers.jsonl", "cvs/amira-ben-salem.pdf", "cvs/oliver-hartley.docx", "cvs/jana-weber.txt"]
)
def test_the_committed_files_are_what_the_maker_writes(name: str) -> None:
    assert files()[name] == (HOME / name).read_bytes(), "run: python -m demo_data.maker"


def test_all_files_are_written_and_no_other_is_committed(tmp_path: Path) -> None:
    write(tmp_path)
    written = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    kept = {"offers.jsonl", *(f"cvs/{path.name}" for path in (HOME / "cvs").iterdir())}
    assert written == kept


def test_the_choices_do_not_depend_on_the_process(tmp_path: Path) -> None:
    script = "import zlib; from demo_data.maker.offers import jsonl; print(zlib.crc32(jsonl().encode()))"
    runs = {
        subprocess.run(
            [sys.executable, "-c", script],
            cwd=HOME.parent,
            env={"PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1


@given(st.lists(st.integers(), min_size=1, max_size=20), st.text(max_size=20))
def test_choices_come_from_the_options(options: list[int], key: str) -> None:
    assert 0 <= fraction(key) < 1
    assert choose(options, key) in options
    assert sorted(shuffled(options, key)) == sorted(options)


@given(st.lists(st.integers(), max_size=20, unique=True), st.integers(0, 25), st.text(max_size=20))
def test_some_takes_each_option_once(options: list[int], count: int, key: str) -> None:
    taken = some(options, count, key)
    assert len(taken) == len(set(taken)) == min(count, len(options))
    assert set(taken) <= set(options)


@given(st.integers(-50, 50), st.integers(0, 50), st.text(max_size=20))
def test_whole_numbers_keep_their_bounds(low: int, width: int, key: str) -> None:
    assert low <= whole(low, low + width, key) <= low + width


def test_every_piece_a_layout_names_exists() -> None:
    pieces = {
        name.removesuffix("_section")
        for group in layouts.LAYOUTS.values()
        for layout in group
        for name in layout.split()
    }
    assert not [piece for piece in pieces if not callable(getattr(Advert, f"_{piece}", None))]


def test_no_post_is_paid_below_the_minimum() -> None:
    for vacancy in vacancies():
        low, high = band(vacancy)
        assert low < high
        if vacancy.contract not in TRAINING:
            assert low >= LOWEST[vacancy.country], vacancy.external_id


def test_temporary_work_is_hired_out_by_agencies_except_in_britain() -> None:
    for vacancy in vacancies():
        if vacancy.contract == "temporary" and vacancy.country != "GB":
            assert vacancy.company.kind == "agency"
        assert vacancy.contract != "sivp" or vacancy.country == "TN"


def test_employers_advertise_in_their_country_and_field() -> None:
    for vacancy in vacancies():
        assert vacancy.city.country == vacancy.company.country
        assert vacancy.company.fields & vacancy.role.fields
    assert {vacancy.company.name for vacancy in vacancies()} == {company.name for company in companies()}


def test_each_role_has_more_to_say_than_one_advert_takes() -> None:
    for role in roles():
        assert len(role.duties) >= 6, role.key
        assert len(role.must) >= 3, role.key
        assert role.plus, role.key
        assert role.hooks, role.key


def test_titles_carry_the_gender_note_of_the_country() -> None:
    german = [title(vacancy) for vacancy in vacancies() if vacancy.language == "de"]
    assert all(text.lower().endswith(("(m/w/d)", "(w/m/d)", "(m/w/x)")) for text in german)
    british = [title(vacancy) for vacancy in vacancies() if vacancy.country == "GB"]
    assert not [text for text in british if "/f/" in text.lower() or "/h" in text.lower()]


@pytest.mark.parametrize(
    ("language", "company", "item", "inside"),
    [
        ("fr", "Quai Sud Logiciels", "Bonne maîtrise de Java", "bonne maîtrise de Java"),
        ("fr", "Quai Sud Logiciels", "Python pour les données", "Python pour les données"),
        ("fr", "Quai Sud Logiciels", "SQL courant", "SQL courant"),
        ("fr", "Quai Sud Logiciels", "L'anglais", "l'anglais"),
        ("en", "Brackenfold Systems", "A steady manner", "a steady manner"),
        ("en", "Brackenfold Systems", "Excel", "Excel"),
        ("de", "Hansekontor Systeme AG", "Gute Kenntnisse in SQL", "gute Kenntnisse in SQL"),
        ("de", "Hansekontor Systeme AG", "Führerschein Klasse B", "Führerschein Klasse B"),
        ("fr", "Quai Sud Logiciels", "", ""),
    ],
)
def test_items_inside_a_sentence(language: str, company: str, item: str, inside: str) -> None:
    assert wording(company, language).soft(item) == inside


def test_lists_in_a_sentence() -> None:
    french = wording("Quai Sud Logiciels", "fr")
    assert french.enumerate(["Vendre", "Ranger", "Compter"]) == "vendre, ranger et compter"
    assert french.enumerate(["Vendre, ranger", "Compter"]) == "vendre, ranger ; compter"
    assert french.enumerate(["Vendre"]) == "vendre"


def test_sentences_in_the_other_voice_are_left_out() -> None:
    informal = wording("Ardoise & Pixel", "fr")
    assert informal.fitting(["Vous verrez.", "On verra."]) == ["On verra."]
    assert informal.fitting(["Vous verrez."]) == ["Vous verrez."]


def test_diplomas_are_those_of_the_country() -> None:
    belgian = wording("Meuse Analytique", "fr")
    assert belgian.local("Formation Bac+5 en informatique") == "Master en informatique"
    assert wording("Quai Sud Logiciels", "fr").local("Formation Bac+5") == "Formation Bac+5"


def test_unknown_phrases_are_named() -> None:
    with pytest.raises(MakerError, match=r"no songs\.any"):
        wording("Meuse Analytique", "fr").pick("songs", "any")


def test_slugs_are_plain() -> None:
    assert slug("Bäckerei Größe & Fils, Liège") == "baeckerei-groesse-fils-liege"


def test_a_copy_is_titled_and_signed_differently() -> None:
    assert _other_title("Koch (m/w/d)", "DE") == "Koch"
    assert _other_title("Comptable", "TN") == "Comptable (H/F)"
    assert _other_title("Cook", "GB") == "COOK"
    assert _with_legal_form("Beispiel GmbH & Co. KG", "DE", "x") == "Beispiel"
    assert _with_legal_form("Beispielbank eG", "DE", "x") == "Beispielbank eG"
    assert _with_legal_form("Exemple", "FR", "x") in ("Exemple SAS", "Exemple SARL")


def test_broken_texts_are_named(tmp_path: Path) -> None:
    broken = tmp_path / "roles.toml"
    broken.write_text("title = [", encoding="utf-8")
    with pytest.raises(MakerError, match=r"roles\.toml"):
        reading.load(broken)
    with pytest.raises(MakerError, match=r"absent\.toml"):
        reading.load(tmp_path / "absent.toml")


def test_a_role_without_pay_is_refused() -> None:
    entry = {"places": "FR 1 TN 1", "pay": "FR 1-2"}
    with pytest.raises(MakerError, match="x: no pay for TN"):
        reading._role("x", entry, "software", "fr")


def test_an_employer_in_an_unknown_town_is_refused() -> None:
    entry = {"name": "X", "cities": ["Nulle-Part"], "about": "", "perks": ""}
    with pytest.raises(MakerError, match="X: no such town: Nulle-Part"):
        reading._company(entry, "FR")
