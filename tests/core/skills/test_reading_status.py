"""Required, wished, denied: how a sentence asks for a skill, in four languages."""

from __future__ import annotations

import pytest

from app.core.skills.reading import read_skills


def statuses(text: str) -> dict[str, str]:
    return {
        use.skill: "denied" if use.negated else "wished" if use.wished else "required"
        for use in read_skills(text)
    }


@pytest.mark.parametrize(
    ("text", "required", "wished"),
    [
        ("Python required, Kotlin is a plus", "python", "kotlin"),
        ("Python and SQL are required and Kotlin would be a plus.", "python sql", "kotlin"),
        ("Ideally you know Terraform, Docker and Ansible.", "", "terraform docker ansible"),
        ("You know SQL, ideally PostgreSQL.", "sql", "postgresql"),
        ("Docker, Kubernetes (a plus), Ansible", "docker ansible", "kubernetes"),
        ("Bonus: Kotlin. You write SQL.", "sql", "kotlin"),
        ("Java or Kotlin desirable; Python essential", "python", "java kotlin"),
        ("Some Terraform would come in handy", "", "terraform"),
        ("Java maîtrisé, une connaissance de Docker serait un atout", "java", "docker"),
        ("Docker et Ansible sont appréciés, Python est indispensable", "python", "docker ansible"),
        ("Anglais courant exigé, allemand souhaité", "english", "german"),
        ("Un plus : Docker. Python obligatoire.", "python", "docker"),
        ("Gute Java-Kenntnisse erforderlich, Kotlin wünschenswert", "java", "kotlin"),
        ("Kenntnisse in Docker, Ansible oder Terraform von Vorteil", "", "docker ansible terraform"),
        ("Sie beherrschen Java, idealerweise auch Kotlin.", "java", "kotlin"),
        ("معرفة جافا مطلوبة، ويفضل بايثون", "java", "python"),
        ("بايثون ضروري، جافا ميزة إضافية", "python", "java"),
    ],
)
def test_wishes_are_told_from_requirements(text: str, required: str, wished: str) -> None:
    expected = dict.fromkeys(required.split(), "required") | dict.fromkeys(wished.split(), "wished")
    assert statuses(text) == expected


@pytest.mark.parametrize(
    ("text", "denied", "required"),
    [
        ("No experience in Kubernetes needed", "kubernetes", ""),
        ("Kubernetes is not required", "kubernetes", ""),
        ("Unlike Java, Python is used here", "java", "python"),
        ("no PHP, Perl or Ruby; Python only", "php perl ruby", "python"),
        ("Python without PHP, Java", "php", "python java"),
        ("Instead of Java we write Kotlin", "java", "kotlin"),
        ("Sans Java ni PHP, mais Python", "java php", "python"),
        ("Pas besoin de connaître Angular, mais Docker est indispensable", "angular", "docker"),
        ("Java n'est pas exigé", "java", ""),
        ("Toutes les bases sauf Oracle Database", "oracle-database", ""),
        ("Keine SAP-Kenntnisse erforderlich", "sap-erp", ""),
        ("Deutschkenntnisse sind nicht erforderlich, Python schon", "german", "python"),
        ("Ohne Java, aber mit Python", "java", "python"),
        ("لا يشترط معرفة جافا", "java", ""),
        ("خبرة في بايثون بدون جافا", "java", "python"),
        ("No knowledge of Java", "java", ""),
    ],
)
def test_what_is_denied_is_not_asked(text: str, denied: str, required: str) -> None:
    assert statuses(text) == dict.fromkeys(denied.split(), "denied") | dict.fromkeys(
        required.split(), "required"
    )


@pytest.mark.parametrize(
    "text",
    [
        "Not only Python but also SQL",
        "including but not limited to Python and SQL",
        "non seulement Python mais aussi SQL",
        "nicht nur Python, sondern auch SQL",
        "ليس فقط بايثون بل SQL",
        "Python, SQL, no exceptions",
        "SQL et Python n'ont aucun secret pour vous",
    ],
)
def test_some_denials_deny_nothing(text: str) -> None:
    assert statuses(text) == {"python": "required", "sql": "required"}


@pytest.mark.parametrize(
    "text",
    [
        "SAP is not required but a plus",
        "SAP is welcome but not a must",
        "SAP ist gern gesehen, aber kein Muss",
    ],
)
def test_what_is_no_must_but_welcome_is_a_wish(text: str) -> None:
    assert statuses(text) == {"sap-erp": "wished"}


def test_denials_end_with_the_clause() -> None:
    assert statuses("You need not know Java; Python and SQL are what we use.")["python"] == "required"
    assert statuses("No degree needed, Python is enough")["python"] == "required"


def test_a_cue_wins_over_a_skill_inside_it() -> None:
    assert statuses("الخبرة في CMMS نقطة إيجابية") == {"cmms": "wished"}
