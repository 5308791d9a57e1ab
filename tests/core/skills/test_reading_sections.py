"""The parts of an offer, by headings and by what sentences say."""

from __future__ import annotations

import pytest

from app.core.skills.reading import asked, read_skills


def sections(text: str) -> dict[str, str]:
    return {use.skill: use.section for use in read_skills(text)}


OFFERS = {
    "en": "About us\nWe build ERP software.\n\nYour tasks:\n- Write Python\n\nRequirements\n- SQL\n\n"
    "Nice to have\n- Docker\n\nWhat we offer\n- English lessons: fluent English in a year",
    "fr": "Qui sommes-nous ?\nUn éditeur d'ERP.\n\nVos missions :\n• Développer en Python\n\nProfil recherché\n• SQL\n\n"
    "Les plus :\n• Docker\n\nNos avantages\n• cours d'anglais",
    "de": "Über uns\nWir entwickeln ERP.\n\nIhre Aufgaben\n* Python\n\nIhr Profil\n* SQL\n\nVon Vorteil\n* Docker\n\n"
    "Wir bieten\n* Englischkurse, Englisch (B2)",
    "ar": "من نحن\nنطور ERP\n\nالمهام:\n- بايثون\n\nالمتطلبات\n- SQL\n\nيفضل\n- Docker\n\nالمزايا\n- اللغة الإنجليزية",
}
EXPECTED = {
    "erp": "about_us",
    "python": "duties",
    "sql": "requirements",
    "docker": "wishes",
    "english": "benefits",
}


@pytest.mark.parametrize("language", OFFERS)
def test_headings_in_four_languages(language: str) -> None:
    uses = read_skills(OFFERS[language], language=language)
    assert {use.skill: use.section for use in uses} == EXPECTED
    assert [use.skill for use in uses if use.wished] == ["docker"]


@pytest.mark.parametrize(
    ("text", "section"),
    [
        ("Profil : Python", "requirements"),
        ("Your profile: Python", "requirements"),
        ("• Compétences techniques : Python", "requirements"),
        ("Missions principales du poste : Python", "duties"),
        ("Preferred qualifications: Python", "wishes"),
        ("Relevant experience (highly desirable)\nPython", "wishes"),
        ("WHAT YOU'LL DO\nPython", "duties"),
        ("1. Anforderungen\nPython", "requirements"),
        ("Our clients span the world Responsibilities Build services in Python", "duties"),
        ("Experience with Python", "other"),
        ("Le profil de Python est connu", "other"),
    ],
)
def test_what_a_heading_looks_like(text: str, section: str) -> None:
    assert sections(text)["python"] == section


def test_a_bullet_that_begins_like_a_heading_is_none() -> None:
    assert sections("Nice to have\n- Experience with Docker\n- Knowledge of Ansible") == {
        "docker": "wishes",
        "ansible": "wishes",
    }


def test_a_wish_within_a_line_ends_with_it() -> None:
    text = "Requirements\n- SQL\nNice to have: Docker, Ansible\n- Terraform"
    assert [use.skill for use in read_skills(text) if use.wished] == ["docker", "ansible"]


@pytest.mark.parametrize(
    ("text", "employer", "wanted"),
    [
        ("Nimbora, leader de la logistique, recherche un développeur Java", "logistics", "java"),
        ("We are a leader in accounting software. You will write Python.", "accounting", "python"),
        (
            "We are looking for a Java developer for a leading provider of logistics solutions.",
            "logistics",
            "java",
        ),
        (
            "Nous sommes une société spécialisée en comptabilité. Vous maîtrisez Python.",
            "accounting",
            "python",
        ),
        (
            "Unser Unternehmen ist in der Logistik zuhause. Sie haben Erfahrung mit Python.",
            "logistics",
            "python",
        ),
        ("Founded in 1998, Nimbora works in logistics. You know Python.", "logistics", "python"),
        ("نحن شركة رائدة في الخدمات اللوجستية. لديك خبرة في بايثون.", "logistics", "python"),
    ],
)
def test_what_the_employer_says_of_itself_is_not_asked(text: str, employer: str, wanted: str) -> None:
    assert sections(text) == {employer: "about_us", wanted: sections(text)[wanted]}
    assert list(asked(read_skills(text))) == [wanted]


def test_speaking_to_the_reader_ends_what_is_said_about_the_employer() -> None:
    text = "About us\nA software house using SQL.\nYou will write Python.\nDocker runs everything."
    assert sections(text) == {"sql": "about_us", "python": "duties", "docker": "duties"}


def test_required_once_is_required() -> None:
    found = asked(read_skills("Nice to have\n- Docker\nRequirements\n- Docker\n- 2 years of SQL"))
    assert found["docker"].required
    assert list(found) == ["docker", "sql"]
    assert found["sql"].years == 2
    assert found["docker"].start == len("Nice to have\n- ")


def test_a_wish_stays_a_wish_and_a_denial_is_nothing() -> None:
    found = asked(read_skills("Python required, Kotlin is a plus, no PHP"))
    assert {skill: use.required for skill, use in found.items()} == {"python": True, "kotlin": False}


def test_years_of_a_requirement_count_before_those_of_a_wish() -> None:
    found = asked(read_skills("Ideally 5 years of SQL.\nRequirements\n- 2 years of SQL"))
    assert found["sql"].years == 2


def test_an_offer_that_only_speaks_of_the_employer_asks_for_nothing() -> None:
    assert (
        asked(read_skills("About us\nNimbora is a logistics company.\nBenefits\nFree English lessons")) == {}
    )
