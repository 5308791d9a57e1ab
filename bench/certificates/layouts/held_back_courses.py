"""Courses and trades in layouts that were written before anything of them was measured."""

from __future__ import annotations

from bench.certificates.layout import Content, Layout, Subject, centred, frame, labelled, written
from bench.certificates.page import Mark

MAGHREBI = (22, 23, 24, 25, 26, 27, 28, 29, 30, 31)
FRENCH = (22, 32, 23, 33, 24, 39, 25, 29, 30, 31)
NORTHERN = (34, 26, 35, 36, 27, 37, 38, 28, 39)


def _workshop_en(c: Content) -> list[Mark]:
    rows = [
        (0.09, c.issuer, 17, "bold", ""),
        (0.18, "Statement of Accomplishment", 25, "serif", ""),
        (0.29, "We are pleased to state that", 12, "serif", ""),
        (0.37, c.person, 25, "serif bold", "name"),
        (0.45, "took part in all sessions and passed the final assessment of", 12, "serif", ""),
        (0.54, c["title"], 22, "bold", "title"),
        (0.62, f"{c['hours']} hours of taught work, marked {c['mark']} out of 100", 11, "sans", ""),
        (0.76, f"Leeds, {written(c.issued, 'en')}", 11, "sans", ""),
        (0.83, "Rowan Tate, Head of Learning", 10, "serif", ""),
        (0.90, f"Reference {c.number}   {c.address}", 9, "sans", ""),
    ]
    return frame() + centred(rows)


WORKSHOP_EN = Layout(
    name="workshop_en",
    half="held back",
    language="en",
    category="courses",
    issuer="Brightwater Digital Academy",
    issuers=("Brightwater Digital Academy", "Brightwater Academy", "Brightwater"),
    strangers=("General Assembly", "Le Wagon"),
    subjects=(
        Subject(
            {"title": "Front-End Development with React", "hours": "48", "mark": "83"},
            (
                {"title": "Front-End Development with React"},
                {"title": "Front-end development with React (workshop)"},
                {"title": "Développement front-end avec React"},
            ),
            ({"title": "Front-End Development with Angular"}, {"title": "Back-End Development with Django"}),
            ({"title": "Advanced Front-End Development with React, level 2"},),
        ),
        Subject(
            {"title": "Supply Chain Management, Level 2", "hours": "36", "mark": "77"},
            (
                {"title": "Supply Chain Management, Level 2"},
                {"title": "Supply chain management (level II)"},
                {"title": "Gestion de la chaîne logistique, niveau 2"},
            ),
            ({"title": "Customer Relationship Management, Level 2"}, {"title": "Warehouse Safety, Level 2"}),
            ({"title": "Supply Chain Management, Level 3"},),
        ),
    ),
    draw=_workshop_en,
    host="brightwater.example/verify",
    people=NORTHERN,
)


def _school_fr(c: Content) -> list[Mark]:
    heading = [
        (0.07, c.issuer, 16, "bold", ""),
        (0.10, "Organisme de formation déclaré sous le numéro 84 38 07711 38", 8, "sans", ""),
        (0.18, "ATTESTATION DE FIN DE FORMATION", 21, "bold", ""),
    ]
    table = [
        (0.29, "Stagiaire", c.person, "name"),
        (0.33, "Intitulé de l'action", c["title"], "title"),
        (0.37, "Durée", c["hours"], ""),
        (0.41, "Dates", f"du 3 février {c.issued.year} au {written(c.issued, 'fr')}", ""),
        (0.45, "Évaluation des acquis", "Objectifs atteints", ""),
    ]
    foot = [
        (0.58, "Cette attestation est remise au stagiaire à l'issue de la formation.", 10, "sans", ""),
        (0.72, f"Fait à Grenoble, le {written(c.issued, 'fr')}", 11, "sans", ""),
        (0.77, "La directrice pédagogique", 11, "sans", ""),
        (0.92, f"Attestation n° {c.number}", 9, "sans", ""),
    ]
    return centred(heading) + labelled(table, 0.1, 0.36) + centred(foot)


SCHOOL_FR = Layout(
    name="school_fr",
    half="held back",
    language="fr",
    category="courses",
    issuer="École Numérique des Rives",
    issuers=("École Numérique des Rives", "Ecole numérique des Rives", "ENR - École Numérique des Rives"),
    strangers=("Simplon", "École 42"),
    subjects=(
        Subject(
            {"title": "Développement web et mobile", "hours": "210 heures"},
            (
                {"title": "Développement web et mobile"},
                {"title": "Formation développement web & mobile"},
                {"title": "Web and mobile development"},
            ),
            ({"title": "Développement de jeux vidéo"}, {"title": "Administration de réseaux"}),
            ({"title": "Développement web et mobile, niveau avancé"},),
        ),
        Subject(
            {"title": "Gestion de la paie - niveau 1", "hours": "35 heures"},
            (
                {"title": "Gestion de la paie - niveau 1"},
                {"title": "Gestion de la paie (niveau I)"},
                {"title": "Formation à la gestion de la paie, niveau 1"},
            ),
            ({"title": "Gestion des stocks - niveau 1"}, {"title": "Droit du travail - niveau 1"}),
            ({"title": "Gestion de la paie - niveau 2"},),
        ),
    ),
    draw=_school_fr,
    landscape=False,
    people=FRENCH,
)


def _seminar_de(c: Content) -> list[Mark]:
    rows = [
        (0.08, c.issuer, 17, "bold", ""),
        (0.18, "ZERTIFIKAT", 30, "serif bold", ""),
        (0.28, c.person, 24, "serif bold", "name"),
        (0.34, f"geboren am {written(c.born, 'de', 'digits')}", 11, "serif", ""),
        (0.41, "hat die Weiterbildung", 12, "serif", ""),
        (0.49, c["title"], 22, "bold", "title"),
        (0.56, f"im Umfang von {c['hours']} Unterrichtseinheiten", 12, "serif", ""),
        (0.61, "mit Erfolg abgeschlossen.", 12, "serif", ""),
        (0.76, f"Rosenau, {written(c.issued, 'de')}", 11, "serif", ""),
        (0.82, "Dr. Hanna Pohl, Leitung", 10, "serif", ""),
        (0.91, f"Zertifikat-Nr. {c.number}", 9, "sans", ""),
    ]
    return frame() + centred(rows)


SEMINAR_DE = Layout(
    name="seminar_de",
    half="held back",
    language="de",
    category="certifications",
    issuer="Bildungswerk Rosenau e. V.",
    issuers=("Bildungswerk Rosenau e. V.", "Bildungswerk Rosenau", "BW Rosenau"),
    strangers=("TÜV Rheinland", "DEKRA Akademie"),
    subjects=(
        Subject(
            {"title": "Fachkraft für Datenschutz", "hours": "40"},
            (
                {"title": "Fachkraft für Datenschutz"},
                {"title": "Zertifizierte Fachkraft für Datenschutz"},
                {"title": "Fachkraft Datenschutz (Zertifikat)"},
            ),
            ({"title": "Fachkraft für Arbeitssicherheit"}, {"title": "Fachkraft für Lagerlogistik"}),
            (),
        ),
        Subject(
            {"title": "Projektmanagement Grundlagen", "hours": "24"},
            (
                {"title": "Projektmanagement Grundlagen"},
                {"title": "Grundlagen des Projektmanagements"},
                {"title": "Project Management Fundamentals"},
            ),
            ({"title": "Qualitätsmanagement Grundlagen"}, {"title": "Grundlagen der Buchhaltung"}),
            ({"title": "Projektmanagement für Fortgeschrittene"},),
        ),
    ),
    draw=_seminar_de,
    people=NORTHERN,
)


def _statistics_ar(c: Content) -> list[Mark]:
    rows = [
        (0.08, "الجمهورية التونسية", 13, "sans", ""),
        (0.14, c.issuer, 19, "bold", ""),
        (0.25, "شهادة نجاح", 32, "bold", ""),
        (0.35, "تسند هذه الشهادة إلى", 14, "sans", ""),
        (0.43, c.person, 27, "bold", "name"),
        (0.51, "بعد اجتياز الاختبار النهائي بنجاح في الدورة التكوينية", 13, "sans", ""),
        (0.60, c["title"], 25, "bold", "title"),
        (0.74, f"تونس في {written(c.issued, 'ar')}", 13, "sans", ""),
        (0.81, "المدير العام", 12, "sans", ""),
        (0.90, f"رقم {c.number}", 11, "sans", ""),
    ]
    return frame() + centred(rows)


STATISTICS_AR = Layout(
    name="statistics_ar",
    half="held back",
    language="ar",
    category="courses",
    issuer="المعهد الوطني للإحصاء",
    issuers=("المعهد الوطني للإحصاء", "Institut National de la Statistique", "معهد الإحصاء"),
    strangers=("البنك المركزي التونسي", "Institut National de Nutrition"),
    subjects=(
        Subject(
            {"title": "قواعد البيانات المتقدمة"},
            (
                {"title": "قواعد البيانات المتقدمة"},
                {"title": "Bases de données avancées"},
                {"title": "Advanced databases"},
            ),
            ({"title": "الأمن السيبراني المتقدم"}, {"title": "Programmation web avancée"}),
            ({"title": "Bases de données, niveau débutant"},),
        ),
        Subject(
            {"title": "إدارة الموارد البشرية"},
            (
                {"title": "إدارة الموارد البشرية"},
                {"title": "Gestion des ressources humaines"},
                {"title": "Human resources management"},
            ),
            ({"title": "إدارة المشاريع"}, {"title": "Gestion financière"}),
            (),
        ),
    ),
    draw=_statistics_ar,
    people=MAGHREBI,
)

LAYOUTS = (WORKSHOP_EN, SCHOOL_FR, SEMINAR_DE, STATISTICS_AR)
