"""What a CV claims, line by line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.core.cv.document import Line
from app.core.cv.parse import parse
from app.core.cv.profile import Education, Profile
from app.core.proofs.claim import NO_LINE, Claim
from app.core.proofs.claims import read_claims, skills_of
from tests.core.cv.cv_texts import TODAY, document_of


def claims_in(text: str) -> tuple[Claim, ...]:
    document = document_of(text)
    return read_claims(document.lines, parse(document, TODAY))


def titles_in(text: str, category: str = "certifications") -> list[str]:
    return [claim.title for claim in claims_in(text) if claim.category == category]


def one_in(heading: str, *lines: str) -> Claim:
    (claim,) = claims_in("\n".join((heading, *lines)))
    return claim


@pytest.mark.parametrize(
    ("heading", "line", "expected"),
    [
        (
            "CERTIFICATIONS",
            "- PSM I (Scrum.org) – 05/2021 | Credential ID 123456",
            ("PSM I", "Scrum.org", "2021-05", "123456"),
        ),
        (
            "Zertifikate",
            "Gabelstaplerschein, DEKRA Akademie, 17.06.2016",
            ("Gabelstaplerschein", "DEKRA Akademie", "2016-06-17", ""),
        ),
        (
            "Certificats",
            "2022 : SST, Croix-Rouge française",
            ("SST", "Croix-Rouge française", "2022", ""),
        ),
        (
            "الشهادات",
            "CCNA – سيسكو – مارس 2018 – رقم الشهادة: CSCO1357924",
            ("CCNA", "سيسكو", "2018-03", "CSCO1357924"),
        ),
        (
            "Certifications",
            "Certificate in Bookkeeping by Harbour Institute, March 3, 2020",
            ("Certificate in Bookkeeping", "Harbour Institute", "2020-03-03", ""),
        ),
    ],
)
def test_a_certificate_with_issuer_date_and_number(
    heading: str, line: str, expected: tuple[str, str, str, str]
) -> None:
    claim = one_in(heading, line)
    assert (claim.title, claim.issuer, str(claim.date), claim.identifier) == expected
    assert (claim.category, claim.line) == ("certifications", 1)


def test_details_on_their_own_lines_belong_to_the_title_above() -> None:
    first, second = claims_in(
        "Certifications\nAWS Certified Developer – Associate\nIssued Mar 2023 · Expires Mar 2026\n"
        "Credential ID DVA-77120\nhttps://www.credly.com/badges/example-77120\nCKA\nThe Linux Foundation, 2022"
    )
    assert first.title == "AWS Certified Developer – Associate"
    assert (str(first.date), first.identifier) == ("2023-03", "DVA-77120")
    assert first.url == "https://www.credly.com/badges/example-77120"
    assert (second.title, second.issuer, second.line) == ("CKA", "The Linux Foundation", 5)


@pytest.mark.parametrize(
    "line",
    ["PMP, valid until 06/2027", "PMP (gültig bis 2027)", "PMP, expire en juin 2027", "PMP صالحة إلى 2027"],
)
def test_until_when_it_is_valid_is_not_when_it_was_obtained(line: str) -> None:
    assert one_in("Certifications", line).date is None


def test_a_table_flattened_to_lines_has_no_claim_for_its_head() -> None:
    text = "Certifications\nTitre | Organisme | Année\nTOSA Excel | Isograd | 2022\nBLS | Centre Alpha | 2023"
    assert [(claim.title, claim.issuer) for claim in claims_in(text)] == [
        ("TOSA Excel", "Isograd"),
        ("BLS", "Centre Alpha"),
    ]


def test_several_certificates_on_one_line_are_several_claims() -> None:
    assert titles_in("Certifications: PMP, PSM I, ITIL 4 Foundation") == ["PMP", "PSM I", "ITIL 4 Foundation"]


@pytest.mark.parametrize(
    "text",
    [
        "Certifications\nAZ-104 (en cours)",
        "Zertifikate\nPMP, in Vorbereitung",
        "Certifications\nCKA – expected June 2027",
        "الشهادات\nPMP (قيد الإنجاز)",
        "Profile\nPlanning ahead: working towards the CISSP.",
        "Objective\nObtain the PMP",
        "Summary\nI have no PMP but much practice.",
    ],
)
def test_what_is_under_way_wished_for_or_denied_is_no_claim(text: str) -> None:
    assert claims_in(text) == ()


@pytest.mark.parametrize(
    "duty",
    [
        "Supervised ISO 9001 Lead Auditor certification audits",
        "Prepared students for the CCNA",
        "Préparation des candidats à la certification PMP",
        "Vorbereitung der Mitarbeiter auf ISTQB Foundation",
        "تدريب الموظفين لاجتياز PMP",
    ],
)
def test_a_duty_of_a_job_is_no_claim(duty: str) -> None:
    assert titles_in(f"Experience\nTrainer, Calder School, 2019 - 2023\n- {duty}") == []


def test_a_certificate_passed_at_work_is_claimed() -> None:
    text = "Experience\nTester, Calder Ltd, 2019 - 2023\n- Obtained RHCSA in 2021"
    (claim,) = claims_in(text)
    assert (claim.title, str(claim.date), claim.line) == ("RHCSA", "2021", 2)


def test_what_is_named_twice_is_claimed_once_with_what_both_say() -> None:
    (claim,) = claims_in(
        "Nora Lind\nProject manager, PMP\n\nCertifications\nProject Management Professional (PMP), PMI, 2019"
    )
    assert (claim.title, claim.issuer, str(claim.date)) == (
        "Project Management Professional (PMP)",
        "PMI",
        "2019",
    )


def test_certificates_of_one_family_stay_apart() -> None:
    text = "Certifications\nCACES R489, 2020\nCACES R486, 2021"
    assert titles_in(text) == ["CACES R489, 2020"[:10], "CACES R486"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("MOOC\nIntroduction au droit, FUN MOOC, 2021", "Introduction au droit"),
        ("Certifications\nLearning pandas, Udemy, 2020", "Learning pandas"),
        ("Formations courtes\nGestes et postures, 2022", "Gestes et postures"),
        ("Online-Kurse\nPython für Einsteiger (openHPI, 2021)", "Python für Einsteiger"),
        ("دورات عبر الإنترنت\nتعلم الآلة - إدراك - 2021", "تعلم الآلة"),
    ],
)
def test_courses_stand_apart_from_certificates(text: str, title: str) -> None:
    assert titles_in(text, "courses") == [title]
    assert titles_in(text) == []


def test_diplomas_come_from_the_profile_unless_unfinished() -> None:
    text = (
        "Education\nMSc Physics, University of Irwell, 2019\nPhD Physics (in progress), University of Irwell\n"
        "2024 - present BSc Law, University of Irwell"
    )
    (claim,) = claims_in(text)
    assert (claim.category, claim.title, claim.issuer, str(claim.date), claim.line) == (
        "diplomas",
        "MSc Physics",
        "University of Irwell",
        "2019",
        1,
    )


def test_a_diploma_that_the_person_typed_in_has_no_line() -> None:
    profile = Profile(education=(Education("master", "MSc Physics", "Irwell", 2019, NO_LINE),))
    (claim,) = read_claims((), profile)
    assert (claim.title, claim.line) == ("MSc Physics", NO_LINE)


@pytest.mark.parametrize(
    ("line", "title", "code", "level"),
    [
        ("Anglais : TOEIC 920 (2022)", "Anglais, TOEIC 920", "en", "B2"),
        ("French (DELF B2, 2015)", "French, DELF B2", "fr", "B2"),
        ("Deutsch: telc Deutsch C1", "telc Deutsch C1", "de", "C1"),
        ("Italiano", "Italiano", "it", None),
        ("English: IELTS 7.5 in preparation, level B2", "English", "en", "B2"),
    ],
)
def test_languages_with_level_or_test(line: str, title: str, code: str, level: str | None) -> None:
    claim = one_in("Languages", line)
    if "preparation" not in line:
        assert (claim.category, claim.title, claim.language, claim.level) == ("languages", title, code, level)
    assert (claim.language, claim.line) == (code, 1)


def test_every_claim_bears_the_name_on_the_cv() -> None:
    document = document_of("Nora Lind\nnora@example.org\n\nCertifications\nPMP, 2019")
    profile = parse(document, TODAY)
    assert {claim.person for claim in read_claims(document.lines, profile)} == {"Nora Lind"}
    unnamed = replace(profile, contact=replace(profile.contact, name=None))
    assert {claim.person for claim in read_claims(document.lines, unnamed)} == {""}


def test_hidden_lines_claim_nothing() -> None:
    lines = (Line(0, "Certifications"), Line(1, "PMP, PMI, 2019", hidden=True), Line(2, "CCNA, Cisco, 2020"))
    assert [(claim.title, claim.line) for claim in read_claims(lines, Profile())] == [("CCNA", 2)]


@pytest.mark.parametrize(
    ("claim", "skills"),
    [
        (Claim("certifications", "Microsoft Certified: Azure Administrator (AZ-104)"), "Microsoft Azure"),
        (Claim("courses", "Apprendre le Machine Learning avec Python"), "Python"),
        (Claim("languages", "Anglais, TOEIC 920", language="en"), "English"),
        (Claim("languages", "العربية", language="ar"), "Arabic"),
        (Claim("diplomas", "Master en comptabilité"), "Accounting"),
    ],
)
def test_skills_that_a_claim_stands_for(claim: Claim, skills: str) -> None:
    assert skills in skills_of(claim)


def test_an_unknown_title_stands_for_no_skill() -> None:
    assert skills_of(Claim("courses", "Zzyzx")) == ()
    assert skills_of(Claim("languages", "Klingon", language="tlh")) == ()
