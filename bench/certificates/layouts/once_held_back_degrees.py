"""Degrees and tests of languages in layouts that were held back at first, and looked at after they were measured."""

from __future__ import annotations

from bench.certificates.layout import Content, Layout, Subject, centred, frame, labelled, written
from bench.certificates.layouts.once_held_back_courses import EVERYBODY, TUNISIAN
from bench.certificates.page import Mark


def _diploma_de(c: Content) -> list[Mark]:
    rows = [
        (0.08, c.issuer, 18, "serif bold", ""),
        (0.17, c["heading"], 28, "serif bold", ""),
        (0.26, f"Die {c.issuer} verleiht", 12, "serif", ""),
        (0.33, c.person, 24, "serif bold", "name"),
        (0.39, f"geboren am {written(c.born, 'de')} in Gera", 11, "serif", ""),
        (0.46, "nach bestandener Prüfung im Studiengang", 12, "serif", ""),
        (0.53, c["title"], 20, "serif bold", "title"),
        (0.60, "den akademischen Grad", 12, "serif", ""),
        (0.67, c["degree"], 18, "serif bold", "degree"),
        (0.80, f"Lindenau, den {written(c.issued, 'de')}", 11, "serif", ""),
        (0.87, "Die Präsidentin        Der Dekan", 10, "serif", ""),
        (0.93, f"Urkunde Nr. {c.number}", 9, "serif", ""),
    ]
    return centred(rows)


DIPLOMA_DE = Layout(
    name="diploma_de",
    half="once held back",
    language="de",
    category="diplomas",
    issuer="Technische Hochschule Lindenau",
    issuers=("Technische Hochschule Lindenau", "TH Lindenau", "Hochschule Lindenau"),
    strangers=("Universität Weidental", "Fachhochschule Brückheim"),
    subjects=(
        Subject(
            {
                "heading": "BACHELORURKUNDE",
                "title": "Maschinenbau",
                "degree": "Bachelor of Engineering (B.Eng.)",
            },
            (
                {"title": "Bachelor Maschinenbau"},
                {"title": "Bachelor of Engineering, Maschinenbau"},
                {"title": "Bachelor in Mechanical Engineering"},
            ),
            ({"title": "Bachelor Elektrotechnik"}, {"title": "Bachelor Bauingenieurwesen"}),
            ({"title": "Master Maschinenbau"},),
        ),
        Subject(
            {
                "heading": "MASTERURKUNDE",
                "title": "Wirtschaftsinformatik",
                "degree": "Master of Science (M.Sc.)",
            },
            ({"title": "Master Wirtschaftsinformatik"}, {"title": "M.Sc. Wirtschaftsinformatik"}),
            ({"title": "Master Wirtschaftsrecht"}, {"title": "Master Betriebswirtschaft"}),
            ({"title": "Bachelor Wirtschaftsinformatik"},),
        ),
    ),
    draw=_diploma_de,
    landscape=False,
    people=EVERYBODY,
)


def _bilingual(c: Content) -> list[Mark]:
    french = [
        (0.08, "République Tunisienne", 12, "serif", ""),
        (0.13, c.issuer, 13, "serif bold", ""),
    ]
    arabic = [(0.08, "الجمهورية التونسية", 13, "sans", ""), (0.13, c["issuer_ar"], 13, "sans", "")]
    middle = [
        (0.25, c["degree"], 26, "serif bold", "degree"),
        (0.33, "Le diplôme est conféré à", 12, "serif", ""),
        (0.41, c.person, 24, "serif bold", "name"),
        (0.47, f"né(e) le {written(c.born, 'fr')} à Gabès", 11, "serif", ""),
        (0.54, "dans la spécialité", 12, "serif", ""),
        (0.61, c["title"], 20, "serif bold", "title"),
        (0.67, c["title_ar"], 16, "sans", ""),
        (0.79, f"Gabès, le {written(c.issued, 'fr')}", 11, "serif", ""),
        (0.90, f"Numéro d'enregistrement : {c.number}", 9, "serif", ""),
    ]
    return frame() + centred(french, 0.08, "left") + centred(arabic, 0.92, "right") + centred(middle)


BILINGUAL = Layout(
    name="bilingual",
    half="once held back",
    language="fr",
    category="diplomas",
    issuer="Institut Supérieur de Gestion de Gabès",
    issuers=("Institut Supérieur de Gestion de Gabès", "ISG Gabès", "Institut supérieur de gestion Gabès"),
    strangers=("Institut Supérieur de Gestion de Tunis", "Université de Jendouba"),
    subjects=(
        Subject(
            {
                "degree": "Licence Nationale",
                "title": "Comptabilité et audit",
                "title_ar": "المحاسبة والتدقيق",
                "issuer_ar": "المعهد العالي للتصرف بقابس",
            },
            (
                {"title": "Licence en comptabilité et audit"},
                {"title": "Licence nationale Comptabilité et audit"},
                {"title": "Bachelor in accounting and audit"},
            ),
            ({"title": "Licence en marketing"}, {"title": "Licence en finance islamique"}),
            ({"title": "Master en comptabilité et audit"},),
        ),
        Subject(
            {
                "degree": "Mastère Professionnel",
                "title": "Logistique et transport",
                "title_ar": "اللوجستية والنقل",
                "issuer_ar": "المعهد العالي للتصرف بقابس",
            },
            (
                {"title": "Mastère professionnel en logistique et transport"},
                {"title": "Master Logistique et transport"},
            ),
            ({"title": "Mastère en ressources humaines"}, {"title": "Master en commerce international"}),
            ({"title": "Licence en logistique et transport"},),
        ),
    ),
    draw=_bilingual,
    people=TUNISIAN,
)


def _cambridge(c: Content) -> list[Mark]:
    rows = [
        (0.08, "Cambridge Assessment English", 17, "bold", ""),
        (0.15, f"{c['exam']} - Certificate in English", 15, "serif", ""),
        (0.24, "This is to certify that", 13, "serif", ""),
        (0.31, c.person.upper(), 22, "serif bold", "name"),
        (0.38, "has been awarded", 13, "serif", ""),
        (0.44, "Grade B", 16, "serif bold", ""),
        (0.50, "in", 12, "serif", ""),
        (0.56, c["exam"], 24, "serif bold", "exam"),
        (0.63, f"Council of Europe Level {c['level']}", 14, "serif", "level"),
        (0.71, f"Overall Score {c['score']}", 12, "sans", ""),
    ]
    table = [
        (0.79, "Date of Examination", written(c.issued, "en"), ""),
        (0.83, "Certificate Number", c.number, ""),
    ]
    return centred(rows) + labelled(table, 0.2, 0.5)


def _exam(exam: str, level: str, score: str, higher: str, harder: str) -> Subject:
    return Subject(
        {"exam": exam, "level": level, "score": score},
        (
            {"title": f"Cambridge {exam}", "language": "en", "level": level},
            {"title": "Anglais", "language": "en", "level": level},
            {"title": f"English ({exam})", "language": "en", "level": level},
        ),
        (
            {"title": f"DELE {level}", "language": "es", "level": level},
            {"title": "Allemand", "language": "de", "level": level},
        ),
        (
            {"title": harder, "language": "en", "level": higher},
            {"title": "Anglais", "language": "en", "level": higher},
        ),
    )


CAMBRIDGE = Layout(
    name="cambridge",
    half="once held back",
    language="en",
    category="languages",
    issuer="Cambridge Assessment English",
    issuers=("Cambridge Assessment English", "Cambridge English", ""),
    strangers=("British Council", "ETS"),
    subjects=(
        _exam("B2 First", "B2", "176", "C1", "Cambridge C1 Advanced"),
        _exam("C1 Advanced", "C1", "193", "C2", "Cambridge C2 Proficiency"),
    ),
    draw=_cambridge,
    landscape=False,
    people=EVERYBODY,
)


def _tcf(c: Content) -> list[Mark]:
    first, _, last = c.person.rpartition(" ")
    heading = [
        (0.07, "France Éducation international", 14, "bold", ""),
        (0.14, "ATTESTATION DE RÉSULTATS", 22, "bold", ""),
        (0.20, "Test de connaissance du français (TCF tout public)", 14, "sans", ""),
    ]
    table = [
        (0.29, "Nom", last.upper(), "last"),
        (0.33, "Prénom", first, "first"),
        (0.37, "Né(e) le", written(c.born, "fr", "digits"), ""),
        (0.41, "Date de l'épreuve", written(c.issued, "fr", "digits"), ""),
        (0.45, "N° de l'attestation", c.number, ""),
        (0.53, "Compréhension orale", f"{c['score']} points", ""),
        (0.57, "Compréhension écrite", f"{c['score']} points", ""),
        (0.65, "Résultat global", f"{c['score']} points", "total"),
        (0.69, "Niveau", c["level"], "level"),
        (0.77, "Valable jusqu'au", written(c.expires, "fr", "digits") if c.expires else "", "expiry"),
    ]
    return centred(heading) + labelled(table, 0.14, 0.5)


def _points(score: str, level: str, higher: str) -> Subject:
    return Subject(
        {"score": score, "level": level},
        (
            {"title": f"TCF {level}", "language": "fr", "level": level},
            {"title": "Français", "language": "fr", "level": level},
            {"title": "French (TCF)", "language": "fr", "level": level},
        ),
        (
            {"title": f"TOEIC {level}", "language": "en", "level": level},
            {"title": "Italien", "language": "it", "level": level},
        ),
        (
            {"title": f"TCF {higher}", "language": "fr", "level": higher},
            {"title": "Français", "language": "fr", "level": higher},
        ),
    )


TCF = Layout(
    name="tcf",
    half="once held back",
    language="fr",
    category="languages",
    issuer="France Éducation international",
    issuers=("France Éducation international", "Ministère de l'Éducation nationale", ""),
    strangers=("CCI Paris Île-de-France", "Goethe-Institut"),
    subjects=(_points("438", "B2", "C1"), _points("541", "C1", "C2")),
    draw=_tcf,
    landscape=False,
    expires=2,
    people=EVERYBODY,
)
