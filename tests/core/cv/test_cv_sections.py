from __future__ import annotations

import pytest

from app.core.cv.document import Line
from app.core.cv.sections import heading_kind, split

HEADINGS = [
    ("EXPERIENCE", "experience"),
    ("Work Experience:", "experience"),
    ("Employment history", "experience"),
    ("ProfessionalExperience", "experience"),
    ("E X P É R I E N C E S  P R O F E S S I O N N E L L E S", "experience"),
    ("Parcours professionnel", "experience"),
    ("Stages et expériences", "experience"),
    ("Berufserfahrung", "experience"),
    ("Beruflicher Werdegang", "experience"),
    ("الخبرة المهنية", "experience"),
    ("الخبرات العملية :", "experience"),
    ("★ EDUCATION", "education"),
    ("2. Education", "education"),
    ("Education and Training", "education"),
    ("Formation", "education"),
    ("Diplômes & formations", "education"),
    ("Ausbildung", "education"),
    ("Bildungsweg", "education"),
    ("المؤهلات العلمية", "education"),
    ("التعليم والتكوين", "education"),
    ("Education and Experience", "mixed"),
    ("Technical skills", "skills"),
    ("COMPÉTENCES CLÉS", "skills"),
    ("EDV-Kenntnisse", "skills"),
    ("المهارات", "skills"),
    ("Languages", "languages"),
    ("LANGUES", "languages"),
    ("Sprachkenntnisse", "languages"),
    ("اللغات", "languages"),
    ("À propos de moi", "summary"),
    ("Professional Summary", "summary"),
    ("نبذة شخصية", "summary"),
    ("Career Objective", "wishes"),
    ("Centres d’intérêt", "interests"),
    ("Hobbys", "interests"),
    ("الهوايات", "interests"),
    ("References", "referees"),
    ("Referenzen", "referees"),
    ("المراجع", "referees"),
    ("Projets académiques", "projects"),
    ("Certifications", "certificates"),
    ("الشهادات", "certificates"),
    ("Persönliche Daten", "contact"),
    ("Coordonnées", "contact"),
    ("Volunteer Experience", "volunteering"),
    ("Additional Information", "other"),
]


@pytest.mark.parametrize(("text", "kind"), HEADINGS)
def test_heading(text: str, kind: str) -> None:
    assert heading_kind(text) == kind


@pytest.mark.parametrize(
    "text",
    [
        "Amine Trabelsi",
        "Experience with Java since 2019",
        "I have experience.",
        "- Education",
        "Project management",
        "Sales",
        "Work",
        "12/2019",
        "",
        "a" * 200_000,
    ],
)
def test_no_heading(text: str) -> None:
    assert heading_kind(text) is None


def kinds_by_line(text: str) -> dict[str, str]:
    lines = [Line(number, line) for number, line in enumerate(text.splitlines())]
    return {line.text: section.kind for section in split(lines) for line in section.lines}


def test_lines_belong_to_the_heading_above() -> None:
    found = kinds_by_line("Jane Doe\nSkills\nPython\nEducation\nBSc Biology")
    assert found == {"Jane Doe": "header", "Python": "skills", "BSc Biology": "education"}


def test_inline_heading_opens_a_section_with_the_rest_of_its_line() -> None:
    found = kinds_by_line("Jane Doe\nLangues : français, anglais\nLoisirs : football")
    assert found == {"Jane Doe": "header", "français, anglais": "languages", "football": "interests"}


def test_labels_inside_a_job_do_not_end_it() -> None:
    found = kinds_by_line("Experience\nDeveloper 2019 - 2020\nTechnologies: Java\nProjet : refonte")
    assert set(found.values()) == {"experience"}


def test_entry_of_a_list_is_no_heading() -> None:
    found = kinds_by_line("Skills\nTraining\nSales\nExperience\nChef 2019 - 2020")
    assert found["Sales"] == "skills"


def test_capitals_tell_headings_from_entries() -> None:
    found = kinds_by_line("EXPERIENCE\nChef 2019\nProjects\nOpened a kitchen\nEDUCATION\nBTS")
    assert found["Opened a kitchen"] == "experience"
