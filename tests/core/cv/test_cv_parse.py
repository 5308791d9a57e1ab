"""Whole CVs of invented people in four languages, and what must hold for any text."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.core.cv.document import Document, Line
from app.core.cv.parse import MAX_LINE, parse
from app.core.cv.profile import Contact, Profile, from_json, to_json
from app.core.skills.lexicon import default_lexicon
from tests.core.cv.cv_texts import TODAY, document_of, names, text_named

# name, e-mail, telephone, town and country
CONTACTS = {
    "fr_developer_tunis": (
        *("AMINE TRABELSI", "amine.trabelsi@exemple.tn", "+216 20 123 456", "Tunis", "TN"),
    ),
    "fr_accountant_lyon": (
        *("Claire Fontanel", "claire.fontanel@exemple.fr", "06 12 34 56 78", "Lyon", "FR"),
    ),
    "fr_nurse_brussels": ("Sofia Delvaux", "sofia.delvaux@exemple.be", "0470 12 34 56", "Brussels", "BE"),
    "fr_student_sfax": ("Yasmine Ben Salah", "yasmine.bensalah99@exemple.tn", "98 765 432", "Sfax", "TN"),
    "fr_two_columns": ("Karim Duval", "karim.duval@exemple.fr", "+33 (0)7 55 44 33 22", "Lille", "FR"),
    "en_engineer_london": (
        *("Priya Ashworth", "priya.ashworth@example.com", "07700 900123", "London", "GB"),
    ),
    "en_chef_manchester": (
        *("Tomasz Hargreaves", "t.hargreaves@example.co.uk", "(0161) 496 0123", "Manchester", "GB"),
    ),
    "en_analyst_tunis": (
        *("Mehdi Gharbi", "mehdi.gharbi.data@example.org", "00216 55 123 456", "Ariana", "TN"),
    ),
    "en_no_headings": (
        *("Grace Okafor-Lindley", "grace.okafor@example.net", "+44 7700 900456", "Birmingham", "GB"),
    ),
    "de_developer_berlin": (
        *("Jonas Lindenhagen", "jonas.lindenhagen@beispiel.de", "0151 2345 6789", "Berlin", "DE"),
    ),
    "de_nurse_munich": (
        *("Leila Brandstätter", "leila.brandstaetter@beispiel.de", "+49 (0)89 1234567", "Munich", "DE"),
    ),
    "fr_quality_sousse": (
        *("Mouna Chérif", "mouna.cherif@exemple.tn", "(+216) 55 12 34 56", "Sousse", "TN"),
    ),
    "fr_driver_lille": ("Jean Dupontel", "jean.dupontel@exemple.fr", "06.11.22.33.44", "Lille", "FR"),
    "en_nurse_london": (
        *("OLIVIA HARTMANN", "olivia.hartmann@example.co.uk", "07700 900 321", "London", "GB"),
    ),
    "de_electrician_cologne": (
        *("Max Feldkamp", "max.feldkamp@beispiel.de", "0221 1234567", "Cologne", "DE"),
    ),
    "ar_civil_engineer": ("محمد أمين بوزيد", "amin.bouzid@example.com", "20123456", None, "TN"),
    "ar_engineer_tunis": ("سلمى القاسمي", "salma.kacemi@exemple.tn", "٢٢ ٣٣٣ ٤٤٤", "Sousse", "TN"),
    "ar_accountant_levant": ("كريم عبد النور", "karim.abdelnour@example.com", "+963 944 123 456", None, None),
}

# title, company, first month, last month ("now" while current)
EXPERIENCES = {
    "fr_developer_tunis": [
        ("Développeur Full Stack", "Oliveraie Numérique", "2021-01", "now"),
        ("Développeur Java", "Sirocco Conseil SARL", "2018-09", "2020-12"),
        ("Stagiaire PFE", "Jasmin Data", "2018-02", "2018-06"),
    ],
    "fr_accountant_lyon": [
        ("Comptable unique", "Menuiserie Berthelin SAS", "2020-03", "now"),
        ("Assistante comptable", "Cabinet Roux & Associés", "2014-09", "2020-02"),
        ("Secrétaire comptable", "Garage du Parc", "2012-07", "2014-06"),
    ],
    "fr_nurse_brussels": [
        ("Infirmière en soins intensifs", "Clinique du Bois Joli", "2019-03", "now"),
        ("Infirmière en gériatrie", "Résidence Les Glycines", "2015-09", "2019-02"),
    ],
    "fr_student_sfax": [
        ("Stagiaire marketing", "Agence Mosaïka", "2023-07", "2023-08"),
        ("Stagiaire commerciale", "Huilerie Zitouna", "2022-07", "2022-07"),
    ],
    "fr_two_columns": [
        ("Chef de projet logistique", "Transports Nordéclair", "2017-05", "2022-12"),
        ("Responsable d'entrepôt", "Entrepôts Bellevue", "2013-07", "2017-06"),
    ],
    "en_engineer_london": [
        ("Senior Software Engineer", "Larkspur Payments Ltd", "2019-09", "now"),
        ("Software Engineer", "Bramble Analytics", "2016-06", "2019-08"),
        ("Consultant", "Fenwick Labs", "2018-01", "2018-12"),
    ],
    "en_chef_manchester": [
        ("Head Chef", "The Copper Kettle", "2018-07", "2022-06"),
        ("Sous Chef", "Harbour Lights Hotel", "2014-07", "2018-06"),
        ("Commis Chef", "Harbour Lights Hotel", "2012-07", "2014-06"),
    ],
    "en_analyst_tunis": [
        ("Data Analyst", "Telmara Telecom", "2022-01", "now"),
        ("Junior Data Analyst", "Baya Retail", "2020-07", "2021-12"),
        ("Data Entry Intern", "Baya Retail", "2019-07", "2019-07"),
    ],
    "en_no_headings": [
        ("Marketing Manager", "Pebble & Fern Ltd", "2020-03", "now"),
        ("Marketing Assistant", "Thistle Media", "2017-05", "2020-02"),
    ],
    "de_developer_berlin": [
        ("Softwareentwickler", "Kranich Systeme GmbH", "2019-04", "now"),
        ("Fachinformatiker für Anwendungsentwicklung", "Seerose Software AG", "2015-10", "2019-03"),
        ("Auszubildender", "Seerose Software AG", "2012-08", "2015-09"),
    ],
    "de_nurse_munich": [
        ("Krankenpflegerin", "Klinikum Isarblick", "2020-02", "now"),
        ("Pflegehelferin", "Seniorenheim Abendsonne", "2016-03", "2020-01"),
    ],
    "fr_quality_sousse": [
        ("INGÉNIEURE QUALITÉ", "MÉCANIQUE DU SAHEL SA", "2019-09", "now"),
        ("STAGIAIRE", "ATELIERS BEN NASR", "2018-02", "2018-06"),
    ],
    "fr_driver_lille": [
        ("Conducteur routier", "Transports Vanhove", "2018-07", "now"),
        ("Chauffeur livreur", "Messagerie du Nord", "2014-07", "2018-06"),
        ("Manutentionnaire", None, "2012-07", "2013-06"),
    ],
    "en_nurse_london": [
        ("Staff Nurse", "St Elsewhere NHS Trust", "2019-10", "now"),
        ("Healthcare Assistant", "Riverbank Care Home", "2016-07", "2019-09"),
    ],
    "de_electrician_cologne": [
        ("Elektroniker für Betriebstechnik", "Stahlwerk Rheinblick GmbH", "2019-04", "now"),
        ("Elektroniker", "Anlagenbau Feld & Sohn", "2014-09", "2019-03"),
    ],
    "ar_civil_engineer": [
        ("مهندس أشغال", "شركة البناء الحديث", "2019-07", "2021-06"),
        ("مهندس مشاريع", "مجموعة الأفق", "2021-07", "now"),
    ],
    "ar_engineer_tunis": [
        ("مهندسة برمجيات", "شركة نسيم للتقنية", "2019-01", "now"),
        ("مطورة ويب", "شركة زيتونة الرقمية", "2016-09", "2018-12"),
    ],
    "ar_accountant_levant": [
        ("محاسب", "مؤسسة الأرز التجارية", "2018-03", "2021-12"),
        ("مساعد محاسب", "مكتب النور", "2015-10", "2018-02"),
    ],
}

# total years, education level, years of the degrees, languages with levels
REST: dict[str, tuple[float, str, list[int | None], dict[str, str]]] = {
    "fr_developer_tunis": (8.0, "master", [2018, 2015, 2013], {"ar": "native", "fr": "C1", "en": "B2"}),
    "fr_accountant_lyon": (13.6, "vocational", [2012, 2010], {"fr": "native", "en": "A2", "it": "A2"}),
    "fr_nurse_brussels": (10.6, "bachelor", [2015, 2012], {"fr": "native", "nl": "B1", "en": "B1"}),
    "fr_student_sfax": (0.2, "master", [None, 2024, 2021], {"ar": "native", "fr": "C1", "en": "B1"}),
    "fr_two_columns": (9.5, "master", [2013], {"fr": "native", "en": "C1"}),
    "en_engineer_london": (9.8, "master", [2016, 2015, 2012], {"en": "native", "hi": "B1", "fr": "B1"}),
    "en_chef_manchester": (10.0, "vocational", [2012, 2010], {"en": "C1", "pl": "C1"}),
    "en_analyst_tunis": (5.8, "bachelor", [2020], {"ar": "native", "fr": "C1", "en": "C1"}),
    "en_no_headings": (8.9, "bachelor", [2017], {"en": "C1", "es": "A2"}),
    "de_developer_berlin": (13.7, "vocational", [2015, 2012], {"de": "native", "en": "C1", "fr": "A2"}),
    "de_nurse_munich": (10.1, "bachelor", [2020, 2016], {"de": "native", "ar": "C1", "en": "B2"}),
    "fr_quality_sousse": (7.0, "master", [2018], {"ar": "native", "en": "B2", "fr": "C1"}),
    "fr_driver_lille": (12.8, "vocational", [2011], {"en": "A2", "nl": "A2"}),
    "en_nurse_london": (9.8, "bachelor", [2019, 2016, None], {}),
    "de_electrician_cologne": (11.6, "vocational", [2014, 2011], {"de": "native", "en": "B1", "tr": "C1"}),
    "ar_civil_engineer": (6.8, "master", [2019, 2014], {"ar": "native", "fr": "C1", "de": "B1"}),
    "ar_engineer_tunis": (9.6, "master", [2016, 2011], {"ar": "native", "fr": "C1", "en": "B1"}),
    "ar_accountant_levant": (6.2, "bachelor", [2015], {"ar": "native", "en": "C1"}),
}


@pytest.fixture(scope="module", params=names())
def named(request: pytest.FixtureRequest) -> tuple[str, Profile]:
    return request.param, parse(document_of(text_named(request.param)), TODAY)


def test_contact(named: tuple[str, Profile]) -> None:
    name, profile = named
    contact = profile.contact
    place = contact.place
    assert (
        contact.name,
        contact.email,
        contact.phone,
        place and place.city,
        place and place.country,
    ) == CONTACTS[name]


def test_experiences(named: tuple[str, Profile]) -> None:
    name, profile = named
    assert [
        (job.title, job.company, f"{job.start:%Y-%m}", f"{job.end:%Y-%m}" if job.end else "now")
        for job in profile.experiences
    ] == EXPERIENCES[name]


def test_years_education_and_languages(named: tuple[str, Profile]) -> None:
    name, profile = named
    years, level, degrees, languages = REST[name]
    assert profile.total_years == years
    assert profile.education_level == level
    assert [entry.year for entry in profile.education] == degrees
    assert {skill.code: skill.level for skill in profile.languages} == languages


def test_language_of_the_text(named: tuple[str, Profile]) -> None:
    name, profile = named
    assert profile.language == name[:2]


def test_every_statement_names_its_line(named: tuple[str, Profile]) -> None:
    name, profile = named
    lines = text_named(name).splitlines()
    for job in profile.experiences:
        header = " ".join(lines[job.line : job.last_line + 1])
        assert job.title in header
        assert job.company is None or job.company in header
    for entry in profile.education:
        assert entry.title.split(",")[0].split()[0] in lines[entry.line]
    assert all(0 <= line < len(lines) for skill in profile.skills for line in skill.lines)


def test_profile_survives_storage(named: tuple[str, Profile]) -> None:
    _, profile = named
    assert from_json(to_json(profile)) == profile


def test_nothing_private_is_kept() -> None:
    text = text_named("fr_accountant_lyon") + text_named("de_developer_berlin")
    stored = str(to_json(parse(document_of(text), TODAY))).lower()
    for private in ("nationalité", "14/05/1988", "1988", "12.03.1990", "1990", "mariée", "ledig", "enfants"):
        assert private not in stored


def test_another_name_changes_the_contact_only() -> None:
    text = text_named("en_engineer_london")
    other = text.replace("Priya Ashworth", "Bob Stone").replace("priya", "bob").replace("ashworth", "stone")
    one, two = parse(document_of(text), TODAY), parse(document_of(other), TODAY)
    assert two.contact.name == "Bob Stone"
    assert replace(one, contact=Contact()) == replace(two, contact=Contact())


def test_wishes_of_whole_texts() -> None:
    tunis = parse(document_of(text_named("fr_developer_tunis")), TODAY)
    assert tunis.desired_titles == ("Développeur Full Stack Java / Angular",)
    assert tunis.desired_contracts == ("permanent",)
    assert tunis.remote_wanted
    assert [place.city for place in tunis.desired_places] == ["Tunis", "Paris"]
    munich = parse(document_of(text_named("de_nurse_munich")), TODAY)
    assert "Stationsleiterin" in munich.desired_titles
    assert munich.salary is not None
    assert (munich.salary.minimum, munich.salary.currency, munich.salary.period) == (48000, "EUR", "year")


def test_skills_outside_jobs_have_no_years() -> None:
    profile = parse(document_of(text_named("en_engineer_london")), TODAY)
    skills = {skill.skill: skill for skill in profile.skills}
    assert skills["python"].years == 9.8  # both jobs, though they do not overlap
    assert skills["cobol"].years is None  # only a referee knows it
    tunis = parse(document_of(text_named("fr_developer_tunis")), TODAY)
    assert years_by_skill(tunis)["php"] is None  # an interest


def years_by_skill(profile: Profile) -> dict[str, float | None]:
    return {skill.skill: skill.years for skill in profile.skills}


def test_job_told_twice_is_listed_once() -> None:
    text = text_named("en_analyst_tunis")
    job = "Junior Data Analyst | Baya Retail | Tunis | 07/2020 - 12/2021\n* Weekly reports in Excel and SQL\n"
    one, two = (parse(document_of(version), TODAY) for version in (text, text.replace(job, job + job)))
    assert len(two.experiences) == len(one.experiences)
    assert one.total_years == two.total_years
    assert {skill.skill: skill.years for skill in one.skills} == {
        skill.skill: skill.years for skill in two.skills
    }


EMPLOYER = """Jane Doe
jane@example.com
Experience
Developer, Harrow Logistics Ltd, Leeds 01/2020 - 12/2022
A leading provider of accounting services, 300 employees
- Built a payroll portal in Python for the marketing department
- Power BI dashboards for the purchasing team
- No knowledge of SAP, some PHP
Lyon Comptabilité SARL 01/2018 - 12/2019
Comptable
- Java and bookkeeping
"""


def test_what_an_employer_does_is_no_skill() -> None:
    profile = parse(document_of(EMPLOYER), TODAY)
    skills = {skill.skill for skill in profile.skills}
    assert {"python", "power-bi", "php", "java", "bookkeeping"} <= skills
    assert skills.isdisjoint({"logistics", "payroll", "marketing", "purchasing", "sap-erp"})
    assert [skill.lines for skill in profile.skills if skill.skill == "accounting"] == [
        (9,)
    ]  # the occupation
    assert years_by_skill(profile)["python"] == 3.0


def test_rulers_are_not_in_the_summary() -> None:
    text = (
        "Jane Doe\njane@example.com\nSummary\n-----\nI cook.\n_____\n***\nExperience\nChef, Example Inn 2019"
    )
    assert parse(document_of(text), TODAY).summary == "I cook."


def test_hidden_lines_are_not_read_but_noted() -> None:
    lines = (Line(0, "Jane Doe"), Line(1, "jane@example.com"), Line(2, "Skills: COBOL", hidden=True))
    profile = parse(Document("pdf", lines, ocr=True), TODAY)
    assert profile.skills == ()
    assert profile.notes[-2:] == ("hidden_text", "ocr")


def test_line_numbers_are_those_of_the_document() -> None:
    lines = (
        Line(0, "x", hidden=True),
        Line(7, "Experience"),
        Line(9, "Tester, Bramble Labs 01/2019 - 03/2019"),
    )
    (job,) = parse(Document("pdf", lines), TODAY).experiences
    assert (job.line, job.last_line) == (9, 9)


def test_own_lexicon() -> None:
    known = [default_lexicon().get("python")]
    lexicon = type(default_lexicon())(known)
    profile = parse(document_of("Skills\nPython, Java"), TODAY, lexicon)
    assert [skill.skill for skill in profile.skills] == ["python"]


def test_empty_document() -> None:
    profile = parse(Document("txt", ()), TODAY)
    assert (profile.quality, profile.total_years, profile.experiences) == (0.0, None, ())
    assert "no_skills" in profile.notes


def test_quality_rises_with_what_was_recognised() -> None:
    lines = text_named("en_engineer_london").splitlines()
    whole = parse(document_of("\n".join(lines)), TODAY)
    half = parse(document_of("\n".join(lines[:8])), TODAY)
    assert 0 < half.quality < whole.quality <= 1


PIECES = st.sampled_from(
    [
        *("Experience", "FORMATION", "المهارات", "Sprachen:", "Jane Doe", "jane@example.com"),
        *("+216 20 123 456", "01/2019 - present", "2015 – 2018", "depuis mars 2020", "- built things"),
        *("Java Developer, Larkspur Ltd", "Master en droit", "Français : courant", "Recherche CDI à Paris"),
        *("Python, SQL", "", "العربية: اللغة الأم", "Name:", "Prétentions : 30 k€", "References", "-"),
        *("2019 -", "to", "bis heute", "seit"),
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(PIECES, st.text(max_size=60)), max_size=30))
@example(["Experience", "2019 -"])
@example(["Experience", "01/2019 - present"])
def test_any_lines_give_a_profile_that_can_be_stored(lines: list[str]) -> None:
    document = Document("txt", tuple(Line(number, line) for number, line in enumerate(lines)))
    profile = parse(document, TODAY)
    assert from_json(to_json(profile)) == profile
    assert profile == parse(document, TODAY)
    assert 0 <= profile.quality <= 1
    for job in profile.experiences:
        assert job.title.strip()
        assert 0 <= job.line <= job.last_line < len(lines)
        assert job.current == (job.start is not None and job.end is None)


ATTACKS = [
    *(
        "a",
        "1",
        " ",
        ".",
        "-",
        "@",
        "a@",
        "a.",
        "1-",
        "(",
        "2019",
        "2019 -",
        "mars ",
        "à ",
        "Aa ",
        "+",
        "://",
    ),
    *("et ", "ا", "و", "master ", "licence ", "jan", "00 ", "1/1/", "www.", "a:", "\t", "|", "•", "É", "٣"),
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_long_repetition_on_one_line_is_cut(attack: str) -> None:
    text = attack * (200_000 // len(attack))
    document = Document("txt", (Line(0, "Experience"), Line(1, text)))
    cut = Document("txt", (Line(0, "Experience"), Line(1, text[:MAX_LINE])))
    assert parse(document, TODAY) == parse(cut, TODAY)


@pytest.mark.parametrize("attack", ["a" * 999, "1 " * 499, "jan 2019 - " * 90, "Aa. " * 249, "a@a." * 249])
def test_many_long_lines(attack: str) -> None:
    lines = (attack,) * (200_000 // len(attack))
    document = Document("txt", tuple(Line(number, line) for number, line in enumerate(lines)))
    assert 0 <= parse(document, TODAY).quality <= 1


def test_day_of_parsing_decides_current_jobs() -> None:
    text = "Experience\nTester, Bramble Labs, since January 2020"
    early, late = (parse(document_of(text), date(year, 12, 31)) for year in (2020, 2024))
    assert (early.total_years, late.total_years) == (1.0, 5.0)
