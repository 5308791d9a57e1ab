"""A CV in pieces: what is in them, what never is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.cv.chunks import LEAST_WORDS, MOST_CHUNKS, MOST_WORDS, chunks
from app.core.cv.document import Line
from app.core.cv.gender import neutral
from app.core.cv.identity import without_identity
from app.core.cv.personal_facts import without_facts
from tests.core.cv.cv_texts import document_of, names, text_named


def lines(text: str) -> tuple[Line, ...]:
    return document_of(text).lines


def said(text: str) -> str:
    return " ".join(chunk.text for chunk in chunks(lines(text)))


HEADER = "Lina Marzouk\nlina.marzouk@example.org | +216 22 333 444\n12 rue des Jasmins, 2000 Le Bardo\n\n"
WORK = "Experience\nData engineer at Telmara, 2019 - 2023\n- Built pipelines in Python and Airflow\n"


def test_pieces_know_their_lines() -> None:
    found = chunks(lines(HEADER + WORK + "\n- Led a team of four people\n"))
    assert [chunk.lines for chunk in found] == [(5, 6), (8,)]
    assert "pipelines in Python" in found[0].text


def test_a_long_line_is_cut_and_a_blank_line_ends_a_piece() -> None:
    long = " ".join(f"word{n}" for n in range(100))
    found = chunks(lines(f"{WORK}\n{long}\n\nshort one"))
    assert max(len(chunk.text.split()) for chunk in found) < LEAST_WORDS + MOST_WORDS
    assert found[-1].lines == (6,)
    assert " ".join(chunk.text for chunk in found).count("word") == 100


def test_hidden_lines_are_not_read() -> None:
    found = chunks([*lines(WORK), Line(3, "Kubernetes Kubernetes", hidden=True)])
    assert "Kubernetes" not in " ".join(chunk.text for chunk in found)


def test_there_are_no_more_pieces_than_can_be_compared() -> None:
    many = "\n\n".join(f"- Repaired kite number {n}" for n in range(1_000))
    assert len(chunks(lines(WORK + many))) == MOST_CHUNKS


@pytest.mark.parametrize("name", names())
def test_no_piece_says_whose_cv_it_is(name: str) -> None:
    document = document_of(text_named(name))
    text = " ".join(chunk.text for chunk in chunks(document.lines))
    assert text
    assert "@" not in text
    assert not any(first in text for first in document.lines[0].text.split() if name.startswith("en_"))


@pytest.mark.parametrize(
    "line",
    [
        "Date of birth: 12.03.1990",
        "Née le 3 mars 1990 à Sfax",
        "Geburtsdatum: 12.03.1990",
        "Nationality: Tunisian",
        "Nationalité tunisienne",
        "Married, 2 children",
        "Célibataire",
        "Familienstand: ledig",
        "25 ans",
        "34 years old",
        "Female",
        "Photo d'identité",
        "[Photo]",
        "Address: 12 rue des Jasmins, 2000 Le Bardo",
        "الجنسية: تونسية",
    ],
)
def test_personal_facts_leave(line: str) -> None:
    assert not any(map(str.isalpha, without_facts(line)))
    assert said(f"{HEADER}{WORK}{line}\n") == said(HEADER + WORK)


@pytest.mark.parametrize(
    "line",
    [
        "10 ans d'expérience en logistique",
        "Single page applications in React",
        "Photo editing and retouching",
        "Worked with children with special needs",
        "Married front end and back end teams into one",
        "2015 - 2018",
    ],
)
def test_work_stays(line: str) -> None:
    assert without_facts(line) == line


def test_a_home_beside_the_telephone_leaves_and_a_place_of_work_stays() -> None:
    text = said(WORK + "Sousse | 22 333 444\nWelder in the yard of Bizerte\n")
    assert "Sousse" not in text
    assert "Bizerte" in text


def test_a_cv_without_headings_keeps_its_work() -> None:
    assert "Google Analytics" in said(text_named("en_no_headings"))


@pytest.mark.parametrize(
    ("her", "him", "language"),
    [
        ("She led her team as saleswoman", "He led his team as salesman", "en"),
        ("Développeuse diplômée, chargée de projets", "Développeur diplômé, chargé de projets", "fr"),
        ("INGÉNIEURE QUALITÉ", "INGÉNIEUR QUALITÉ", "fr"),
        ("Directrice commerciale, ancienne assistante", "Directeur commercial, ancien assistant", "fr"),
        ("Infirmière, hôtesse, technicienne", "Infirmier, hôte, technicien", "fr"),
        ("Softwareentwicklerin und Kauffrau", "Softwareentwickler und Kaufmann", "de"),
        ("مهندسة برمجيات", "مهندس برمجيات", "ar"),
    ],
)
def test_both_forms_of_a_word_are_one(her: str, him: str, language: str) -> None:
    assert neutral(her, language) == neutral(him, language)


def test_skills_of_another_language_are_said_in_english_too() -> None:
    text = "Expérience\nChef de projet dans la logistique de la région depuis 2019\n- gestion de projet et des stocks\n"
    assert "Project management" in said(text)
    assert said(WORK).count("Python") == 1


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.one_of(
            st.text(max_size=120), st.sampled_from([*(HEADER + WORK).splitlines(), "Skills", "née le", "@"])
        ),
        max_size=25,
    )
)
def test_any_text_gives_ordered_pieces_of_lines_that_are_there(texts: list[str]) -> None:
    given_lines = [Line(number, text) for number, text in enumerate(texts)]
    found = chunks(given_lines)
    assert found == chunks(given_lines)
    for chunk in found:
        assert chunk.text.strip()
        assert list(chunk.lines) == sorted(set(chunk.lines))
        assert set(chunk.lines) <= set(range(len(texts)))
    assert {line.number for line in without_identity(given_lines)} <= set(range(len(texts)))


@pytest.mark.parametrize(
    "text", ["a" * 200_000, "1 " * 20_000, "a@" * 20_000, "né le " * 20_000, "(e)" * 20_000]
)
def test_hostile_texts_are_read_in_pieces(text: str) -> None:
    assert len(chunks([Line(0, text), *(Line(n, text[:900]) for n in range(1, 20))])) <= MOST_CHUNKS
