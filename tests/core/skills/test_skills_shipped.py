"""The shipped data: sound, large enough, and right on sentences as people write them."""

from __future__ import annotations

from collections import Counter

import pytest

from app.core.skills.check import problems
from app.core.skills.extract import skill_ids
from app.core.skills.lexicon import Lexicon

TECHNOLOGY = ("technology", "data", "cloud", "security", "design", "projects")


def test_the_data_is_sound() -> None:
    assert problems() == []


def test_there_is_enough_of_it(shipped: Lexicon) -> None:
    domains = Counter(skill.domain for skill in shipped.skills.values())
    assert sum(domains[domain] for domain in TECHNOLOGY) >= 900
    assert min(domains[domain] for domain in TECHNOLOGY) >= 60


@pytest.mark.parametrize("language", ["fr", "de", "ar"])
def test_knowledge_and_methods_are_translated(shipped: Lexicon, language: str) -> None:
    skills = [
        s for s in shipped.skills.values() if s.domain in TECHNOLOGY and s.kind in ("knowledge", "method")
    ]
    translated = sum(language in skill.labels for skill in skills)
    assert translated / len(skills) > (0.4 if language == "ar" else 0.7)


def test_every_name_leads_back_to_its_skill(shipped: Lexicon) -> None:
    for skill in shipped.skills.values():
        for name in skill.names:
            found = shipped.find(name)
            assert found is not None
            assert found.id == skill.id, name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Développeur full-stack : Java, Spring Boot, Angular, bases de données PostgreSQL, CI/CD, Scrum",
            {
                "full-stack-development",
                "java",
                "spring-boot",
                "angular",
                "databases",
                "postgresql",
                "ci-cd",
                "scrum",
            },
        ),
        (
            "Softwareentwickler mit Java-Kenntnissen, relationalen Datenbanken, maschinellem Lernen, Docker",
            {"software-development", "java", "databases", "machine-learning", "docker"},
        ),
        (
            "Data engineer: Python, Spark, Kafka, dbt models on Snowflake, Airflow, Terraform on AWS",
            {
                "data-engineering",
                "python",
                "apache-spark",
                "apache-kafka",
                "dbt",
                "snowflake",
                "terraform",
                "aws",
            },
        ),
        (
            "مهندس شبكات: خبرة في لينكس والأمن السيبراني وقواعد البيانات",
            {"computer-networking", "linux", "cybersecurity", "databases"},
        ),
        (
            "C/C++, C#, F#, .NET, Objective-C, Go, R",
            {"c", "c-plus-plus", "c-sharp", "f-sharp", "dot-net", "go", "r"},
        ),
        (
            "UX/UI designer: Figma, Photoshop, Illustrator, wireframes",
            {"ux-design", "figma", "adobe-photoshop"},
        ),
        (
            "Technicien helpdesk N1, ITIL, GLPI, Active Directory",
            {"it-support", "itil", "glpi", "active-directory"},
        ),
    ],
)
def test_sentences(shipped: Lexicon, text: str, expected: set[str]) -> None:
    assert expected <= set(skill_ids(text, shipped))


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (
            "Go above and beyond, excel at what you do, react swiftly",
            {"go", "microsoft-excel", "react", "swift"},
        ),
        ("Nos équipes vont vite, etc.", {"vite-js", "railway-engineering"}),
        ("relever des défis", {"cryptocurrency"}),
        ("ces années nous ont permis de grandir", {"driving-licence-d"}),
        ("Contrat : CDD de 6 mois, Bac+3", {"know-your-customer", "payment-processing"}),
        (
            "Reporting to the CTO, networking events every month",
            {"reporting", "computer-networking"},
        ),
        ("C'est un poste au sein d'une SAS", {"c", "sas"}),
        ("You may add cutting-edge AI to our canvas", {"active-directory", "edge-computing", "canva"}),
        (
            "any other group protected by law; life insurance and pension",
            {"legal-knowledge", "insurance-services"},
        ),
    ],
)
def test_sentences_that_only_sound_like_skills(shipped: Lexicon, text: str, wrong: set[str]) -> None:
    assert not wrong & set(skill_ids(text, shipped))
