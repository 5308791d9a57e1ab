"""Titles, levels, issuers, dates, numbers: what agrees with a claim and what only looks alike."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.core.proofs.claim import StatedDate
from app.core.proofs.compare.dates import agree, compare_date, dates_in, expiry
from app.core.proofs.compare.identifiers import compare_identifier, compare_url
from app.core.proofs.compare.issuers import compare_issuer
from app.core.proofs.compare.match import AGREES, DIFFERS, MISSING, NOT_CLAIMED, WEAK, Match
from app.core.proofs.compare.shown import Shown, shown_lines
from app.core.proofs.compare.subject import compare_subject
from app.core.proofs.reading.document import ProofDocument
from tests.core.proofs.documents import COURSE, claim, document, lines_of

TODAY = date(2026, 11, 1)


def shown(*texts: str) -> list[Shown]:
    return shown_lines(document(*texts))


def states(title: str, *texts: str, **fields: object) -> dict[str, str]:
    found = compare_subject(claim(title=title, **fields), shown(*texts))
    return {match.code: match.state for match in found.matches}


@pytest.mark.parametrize(
    ("claimed", "printed"),
    [
        (
            "Machine Learning for Data Analysis",
            "has completed Machine Learning for Data Analysis on 12 March 2024",
        ),
        ("Apprentissage automatique pour l'analyse de données", "Machine Learning for Data Analysis"),
        ("Data analysis with Python", "تحليل البيانات باستعمال بايثون"),
        ("Projektmanagement, Stufe 2", "Gestion de projet, niveau 2"),
        ("Digital marketing level 2", "التسويق الرقمي المستوى الثاني"),
        ("PMP", "Project Management Professional"),
        ("PSM I", "Professional Scrum Master I"),
        ("AWS Solutions Architect Associate", "AWS Certified Solutions Architect - Associate"),
        ("Licence en informatique", "Diplôme de licence : Informatique"),
        ("Bachelor in Computer Science", "الإجازة في علوم الإعلامية"),
        ("Certificat Word et Excel", "Word et Excel"),
        ("المحاسبة والتصرف المالي", "Comptabilité et gestion financière"),
        ("Secourisme", "Formation aux premiers secours"),
        ("Großhandel und Logistik", "GROSSHANDEL UND LOGISTIK"),
        ("Grundlagen des Projektmanagements", "Projektmanagement Grundlagen"),
        ("Licence appliquée en génie électrique", "Licence en génie électrique"),
        ("Licence en agriculture", "الإجازة التطبيقية في الفلاحة"),
        ("Master 2 Chimie", "Master de chimie"),
        ("M.Sc. Chemie", "Master of Science in Chemistry"),
        ("Bachelier en droit", "Bachelor of Laws (Recht), Bachelier en droit"),
    ],
)
def test_a_title_agrees_in_another_wording_or_language(claimed: str, printed: str) -> None:
    found = states(claimed, "CERTIFICATE", printed, "Tunis", issuer="")
    assert found["title"] == AGREES
    assert found.get("level", AGREES) == AGREES


@pytest.mark.parametrize(
    ("claimed", "printed"),
    [
        ("Machine Learning Specialization", "Machine Learning for Data Analysis"),
        ("Deep Learning Specialization", "Neural Networks and Deep Learning"),
        ("Neural Networks and Deep Learning", "Deep Learning Specialization"),
        ("Python", "Python for Everybody Specialization"),
        ("Java", "JavaScript"),
        ("Gestion de projet", "Gestion des ressources humaines"),
        ("Master en génie civil", "Master en génie mécanique"),
        ("Using Databases with Python", "Python Data Structures"),
    ],
)
def test_another_title_does_not_agree(claimed: str, printed: str) -> None:
    assert states(claimed, "CERTIFICATE", printed, "Tunis", issuer="")["title"] in (DIFFERS, MISSING, WEAK)


@pytest.mark.parametrize(
    ("claimed", "printed", "state"),
    [
        ("Anglais niveau 3", "Anglais niveau 2", DIFFERS),
        ("Soudage niveau 2", "Soudage niveau II", AGREES),
        ("Soudage niveau 2", "Soudage niveau III", DIFFERS),
        ("Soudage niveau 2", "Soudage", MISSING),
        ("Soudage", "Soudage niveau 2", WEAK),
        ("Licence en informatique", "Master en informatique", DIFFERS),
        ("AWS Solutions Architect Associate", "AWS Certified Solutions Architect - Practitioner", MISSING),
        ("Python avancé", "Python débutant", DIFFERS),
        ("التسويق الرقمي المستوى الثالث", "التسويق الرقمي المستوى الثاني", DIFFERS),
    ],
)
def test_levels_must_be_the_same(claimed: str, printed: str, state: str) -> None:
    category = "certifications"
    assert states(claimed, "CERTIFICATE", printed, issuer="", category=category)["level"] == state


@pytest.mark.parametrize(
    ("claimed", "texts", "state"),
    [
        ("Licence en génie civil", ("Diplôme National de Licence", "Spécialité :", "Génie civil"), AGREES),
        ("Master en génie civil", ("Diplôme National de Licence", "Spécialité :", "Génie civil"), DIFFERS),
        (
            "MSc Data Science",
            ("has been admitted to the degree of", "Master of Science", "Data Science"),
            AGREES,
        ),
        (
            "BSc Data Science",
            ("has been admitted to the degree of", "Master of Science", "Data Science"),
            DIFFERS,
        ),
        ("Soudage niveau 2", ("Soudage", "Niveau : 2"), AGREES),
        ("Soudage niveau 2", ("Soudage", "Niveau : 3"), DIFFERS),
    ],
)
def test_a_degree_or_level_may_stand_on_a_line_of_its_own(
    claimed: str, texts: tuple[str, ...], state: str
) -> None:
    found = states(claimed, *texts, issuer="", category="diplomas")
    assert (found["title"], found["level"]) == (AGREES, state)


def test_small_print_is_not_what_a_certificate_is_about() -> None:
    large = replace(lines_of(["Deep Learning Specialization"])[0], height=0.06)
    small = replace(lines_of(["Sequence Models"])[0], height=0.018, number=1)
    lines = shown_lines(ProofDocument("pdf", (large, small), quality=95))
    (found,) = compare_subject(claim(title="Sequence Models", issuer=""), lines).matches
    assert found.state == WEAK


def test_a_course_that_is_only_listed_as_part_of_another_is_not_the_title() -> None:
    listed = (
        "Deep Learning Specialization",
        "Courses:",
        "Neural Networks and Deep Learning",
        "Sequence Models",
    )
    assert states("Sequence Models", *listed)["title"] == DIFFERS
    assert states("Deep Learning Specialization", *listed)["title"] == AGREES


def test_a_whole_that_is_only_named_as_such_is_not_the_title() -> None:
    texts = ("has completed Sequence Models", "This course is part of the Deep Learning Specialization")
    assert states("Deep Learning Specialization", *texts)["title"] != AGREES
    assert states("Sequence Models", *texts)["title"] == AGREES


@pytest.mark.parametrize(
    ("claimed", "state"),
    [
        ("Google via Coursera", AGREES),
        ("Coursera", AGREES),
        ("Google", AGREES),
        ("IBM", DIFFERS),
        ("IBM via Coursera", DIFFERS),
        ("Centre Horizon", DIFFERS),
        ("", NOT_CLAIMED),
    ],
)
def test_issuers_by_their_names(claimed: str, state: str) -> None:
    assert compare_issuer(claimed, "Machine Learning", shown(*COURSE), [4]).state == state


@pytest.mark.parametrize(
    ("claimed", "printed"),
    [
        ("University of Tunis", "جامعة تونس"),
        ("AWS", "Amazon Web Services"),
        ("Université de Carthage", "République Tunisienne - Université de Carthage"),
        ("Palmeraie", "Centre de Formation Palmeraie"),
        ("ISET", "ISET"),
        ("ISET Béja", "المعهد العالي للدراسات التكنولوجية بباجة"),
        ("ISG Bizerte", "Institut Supérieur de Gestion de Bizerte"),
        ("TH Lindenau", "Technische Hochschule Lindenau"),
        ("HES - Haute École de la Sambre", "Haute École de la Sambre"),
        ("Uni Weststein", "Universität Weststein"),
        ("Ravenport", "Check it at https://verify.ravenport.com/c/12"),
        ("www.ravenport.com", "Ravenport"),
        ("Institut du Lac", "Institut du Lac de Tunis"),
        ("DeepLearning.AI", "authorized by DeepLearning.Al"),
        ("Industrie- und Handelskammer Berlin", "IHK Berlin"),
        ("IHK Berlin", "Industrie- und Handelskammer Berlin"),
    ],
)
def test_an_issuer_has_several_names(claimed: str, printed: str) -> None:
    assert compare_issuer(claimed, "Python", shown("Certificate", printed), []).state == AGREES


def test_the_branch_of_an_issuer_counts() -> None:
    assert compare_issuer("IHK Berlin", "Python", shown("Certificate", "IHK Kassel"), []).state != AGREES


def test_a_brand_in_the_title_issues_nothing_while_somebody_else_does() -> None:
    lines = shown("Google Analytics for beginners", "a course by Atelier Vert", "on Udemy")
    assert compare_issuer("Google", "Google Analytics", lines, [0]).state == DIFFERS


def test_the_issuer_of_a_well_known_title_is_known() -> None:
    found = compare_issuer("", "PSM I", shown("Scrum.org", "Professional Scrum Master I"), [1])
    assert (found.state, found.claimed) == (AGREES, "Scrum.org")


@pytest.mark.parametrize(
    ("claimed", "read", "same"),
    [
        (StatedDate(2024), StatedDate(2024, 5, 17), True),
        (StatedDate(2023), StatedDate(2024, 1, 2), False),
        (StatedDate(2024, 4), StatedDate(2024, 5, 17), True),
        (StatedDate(2024, 12), StatedDate(2025, 1), True),
        (StatedDate(2024, 2), StatedDate(2024, 5, 17), False),
        (StatedDate(2024, 5, 1), StatedDate(2024, 5, 30), True),
        (StatedDate(2024, 5, 1), StatedDate(2024, 7, 1), False),
    ],
)
def test_dates_agree_as_far_as_they_go(claimed: StatedDate, read: StatedDate, same: bool) -> None:
    assert agree(claimed, read) is same


@pytest.mark.parametrize(
    ("text", "role", "stated"),
    [
        ("Issued on March 12, 2024", "issued", "2024-03-12"),
        ("Délivré le 12/03/2024", "issued", "2024-03-12"),
        ("né(e) le 3 mai 1990", "born", "1990-05-03"),
        ("geboren am 03.05.1990", "born", "1990-05-03"),
        ("Valid until March 12, 2027", "expires", "2027-03-12"),
        ("valable jusqu'au 12 mars 2027", "expires", "2027-03-12"),
        ("Gültig bis 12.03.2027", "expires", "2027-03-12"),
        ("صالحة إلى 12 مارس 2027", "expires", "2027-03-12"),
        ("تونس في 12 مارس 2024", "issued", "2024-03-12"),
        ("Session de juin 2024", "issued", "2024-06"),
    ],
)
def test_a_date_is_what_the_words_before_it_say(text: str, role: str, stated: str) -> None:
    (found,) = dates_in(shown(text), TODAY)
    assert (found.role, str(found.date)) == (role, stated)


def test_a_birthday_is_no_date_of_issue() -> None:
    dates = dates_in(shown("né le 3 mai 2004", "Délivré le 2 juin 2024"), TODAY)
    assert compare_date(StatedDate(2004, 5), dates).state == DIFFERS
    assert compare_date(StatedDate(2024, 6), dates).state == AGREES
    assert expiry(dates) is None


def test_dates_in_columns_are_what_the_heads_above_say() -> None:
    found = dates_in(shown("Issue Date   Expiration Date", "March 12, 2024   March 12, 2027"), TODAY)
    assert [(one.role, one.date.year) for one in found] == [("issued", 2024), ("expires", 2027)]


def test_a_label_above_a_date_counts() -> None:
    assert [one.role for one in dates_in(shown("Expiration date", "March 12, 2025"), TODAY)] == ["expires"]


@pytest.mark.parametrize(
    ("claimed", "state"),
    [
        ("CRT-2024-00187", AGREES),
        ("crt 2024 00187", AGREES),
        ("CRT-2O24-OO187", AGREES),  # letters that look like digits
        ("CRT-2024-00188", DIFFERS),
        ("", NOT_CLAIMED),
    ],
)
def test_numbers_of_certificates(claimed: str, state: str) -> None:
    assert compare_identifier(claimed, shown(*COURSE)).state == state


@pytest.mark.parametrize(
    ("claimed", "state"),
    [
        ("https://www.coursera.org/verify/ABC123XYZ", AGREES),
        ("coursera.org/verify/abc123xyz/", AGREES),
        ("https://coursera.org/verify/OTHER", DIFFERS),
        ("https://example.org/verify/ABC123XYZ", MISSING),
        ("http://[broken", NOT_CLAIMED),
        ("", NOT_CLAIMED),
    ],
)
def test_addresses_where_a_certificate_can_be_looked_up(claimed: str, state: str) -> None:
    assert compare_url(claimed, shown(*COURSE)).state == state


def language(title: str, level: str | None, code: str | None, *texts: str) -> dict[str, Match]:
    lines = shown(*texts)
    found = compare_subject(claim(category="languages", title=title, level=level, language=code), lines)
    return {match.code: match for match in found.matches}


@pytest.mark.parametrize(
    ("texts", "level"),
    [
        (("TOEIC Listening and Reading", "Total score 850"), "B2"),
        (("TOEIC", "Listening 490  Reading 460", "TOTAL SCORE", "950"), "C1"),
        (("IELTS Test Report Form", "Overall Band Score 6.5"), "B2"),
        (("IELTS", "Overall 8,5"), "C2"),
        (("TOEFL iBT", "Total score: 98"), "C1"),
        (("TOEFL iBT 2026", "Overall score 4.5"), "B2"),
        (("TCF - test de connaissance du français", "Score total 455"), "B2"),
        (("TestDaF", "Leseverstehen TDN 5", "Hörverstehen TDN 4", "Mündlich TDN 5"), "B2"),
        (("GOETHE-ZERTIFIKAT B1", "Niveau B1 bestanden"), "B1"),
        (("DELF B2", "est décerné à"), "B2"),
        (("telc Deutsch C1", "Sprachzertifikat"), "C1"),
        (("GOETHE-ZERTIFIKAT Bl", "Niveau Bl bestanden"), "B1"),  # misread
    ],
)
def test_scores_are_levels_by_the_published_tables(texts: tuple[str, ...], level: str) -> None:
    found = language("Sprache", level, None, *texts)["level"]
    assert (found.state, found.read) == (AGREES, level)


def test_a_lower_level_than_claimed_differs_and_a_higher_one_agrees() -> None:
    texts = ("TOEIC", "Total score 700", "ETS")
    assert language("Anglais", "B2", "en", *texts)["level"].state == DIFFERS
    higher = language("Anglais", "A2", "en", *texts)["level"]
    assert higher.state == AGREES
    assert [note.code for note in higher.notes] == ["level_of_score", "level_higher"]


def test_a_higher_score_than_the_paper_shows_differs_within_one_level() -> None:
    assert language("TOEIC 900", None, "en", "TOEIC", "Total score 800")["level"].state == DIFFERS


def test_the_language_of_the_test_must_be_the_one_claimed() -> None:
    found = language("Allemand", "B2", "de", "TOEIC", "Total score 850")
    assert found["language"].state == DIFFERS


def test_a_key_that_lists_all_levels_is_no_result() -> None:
    assert language("Anglais", "C2", "en", "English course", "A1 A2 B1 B2 C1 C2")["level"].state == MISSING


def test_numerals_and_levels_that_ocr_misreads_in_tables_and_titles() -> None:
    title = replace(lines_of(["Professional Scrum Product Owner Il"])[0], source="ocr")
    (shown,) = shown_lines(ProofDocument("png", (title,), quality=90))
    assert shown.text.endswith(" II")
    sentence = replace(title, words=lines_of(["Il a suivi le cours"])[0].words)
    (shown,) = shown_lines(ProofDocument("png", (sentence,), quality=90))
    assert shown.text == "Il a suivi le cours"
    table = [
        replace(line, source="ocr", left=left, right=left + 0.1, top=top, height=0.02)
        for (line, left, top) in zip(
            lines_of(["IELTS Test Report Form", "CEFR Level", "Reading", "cl", "7.0"]),
            (0.1, 0.1, 0.1, 0.5, 0.5),
            (0.1, 0.3, 0.4, 0.302, 0.4),
            strict=True,
        )
    ]
    lines = shown_lines(ProofDocument("png", tuple(table), quality=90))
    on = claim(category="languages", title="IELTS 7.0", language="en", level="C1", issuer="IDP")
    found = {match.code: match.state for match in compare_subject(on, lines).matches}
    assert found["level"] == AGREES


def degrees(title: str, *texts: str) -> dict[str, str]:
    return states(title, *texts, category="diplomas", issuer="")


@pytest.mark.parametrize(
    ("claimed", "subject", "degree"),
    [
        ("M.Sc. Chemie", "Chemie", "M.Sc."),
        ("M.Eng. Elektrotechnik", "Elektrotechnik", "M. Eng."),
        ("B.A. Soziologie", "Soziologie", "B. A."),
        ("Bachelor of Engineering, Maschinenbau", "Maschinenbau", "Bachelor of Engineering (B.Eng.)"),
        ("Master Chemie", "Chemie", "MASTERURKUNDE"),
    ],
)
def test_a_degree_may_stand_elsewhere_than_its_subject(claimed: str, subject: str, degree: str) -> None:
    found = degrees(claimed, "Hochschule", subject, "und führt den Grad", degree, "Urkundennummer BA-84165")
    assert (found["title"], found["level"]) == (AGREES, AGREES)


@pytest.mark.parametrize(
    ("claimed", "degree"),
    [
        ("M.Sc. Chemie", "B.Sc."),
        ("B.A. Chemie", "B.Sc."),
        ("Bachelor of Arts in Chemistry", "Bachelor of Science"),
    ],
)
def test_another_degree_in_the_same_subject_differs(claimed: str, degree: str) -> None:
    assert degrees(claimed, "Chemie", "und führt den Grad", degree)["level"] == DIFFERS


@pytest.mark.parametrize(
    ("claimed", "printed"),
    [
        ("ISG Tunis", "Institut Supérieur de Gestion de Gabès"),
        ("TH Lindenau", "Technische Hochschule Marlach"),
        ("Ravenport", "Check it at https://ravenhall.example.org/c/12"),
        ("Oracle", "Épreuve orale"),
    ],
)
def test_another_school_of_the_same_sort_is_no_issuer(claimed: str, printed: str) -> None:
    assert compare_issuer(claimed, "Python", shown("Certificate", printed), []).state not in (AGREES, WEAK)
