"""Degrees and diplomas in layouts that were written before anything of them was measured."""

from __future__ import annotations

from bench.certificates.layout import Content, Layout, Subject, centred, frame, labelled, written
from bench.certificates.layouts.held_back_courses import FRENCH, MAGHREBI, NORTHERN
from bench.certificates.page import Mark


def _master_fr(c: Content) -> list[Mark]:
    rows = [
        (0.07, "RÉPUBLIQUE FRANÇAISE", 11, "serif", ""),
        (0.11, "Ministère de l'Enseignement supérieur et de la Recherche", 10, "serif", ""),
        (0.17, c.issuer, 19, "serif bold", ""),
        (0.26, c["degree"], 25, "serif bold", "degree"),
        (0.34, f"Domaine : {c['domain']}", 12, "serif", ""),
        (0.40, c["title"], 18, "serif bold", "title"),
        (0.49, "est délivré à", 12, "serif", ""),
        (0.56, c.person, 22, "serif bold", "name"),
        (0.62, f"né(e) le {written(c.born, 'fr')}", 10, "serif", ""),
        (0.69, f"au titre de l'année universitaire {c.issued.year - 1}-{c.issued.year}", 10, "serif", ""),
        (0.78, f"Fait le {written(c.issued, 'fr')}", 10, "serif", ""),
        (0.84, "Le Président        La Rectrice", 10, "serif", ""),
        (0.91, f"N° {c.number}", 9, "serif", ""),
    ]
    return frame() + centred(rows)


MASTER_FR = Layout(
    name="master_fr",
    half="held back",
    language="fr",
    category="diplomas",
    issuer="Université de Haute-Brenne",
    issuers=("Université de Haute-Brenne", "Université Haute-Brenne", "University of Haute-Brenne"),
    strangers=("Université de Basse-Loire", "Université de Liège"),
    subjects=(
        Subject(
            {
                "degree": "DIPLÔME DE MASTER",
                "domain": "Sciences",
                "title": "Mention Mathématiques appliquées",
            },
            (
                {"title": "Master Mathématiques appliquées"},
                {"title": "Master 2 Mathématiques appliquées"},
                {"title": "MSc Applied Mathematics"},
            ),
            ({"title": "Master Physique appliquée"}, {"title": "Master Droit des affaires"}),
            ({"title": "Licence Mathématiques appliquées"},),
        ),
        Subject(
            {
                "degree": "DIPLÔME DE LICENCE",
                "domain": "Droit, économie, gestion",
                "title": "Mention Gestion",
            },
            (
                {"title": "Licence de gestion"},
                {"title": "Licence Gestion"},
                {"title": "Bachelor in management"},
            ),
            ({"title": "Licence de chimie"}, {"title": "Licence d'histoire"}),
            ({"title": "Master Gestion"}, {"title": "Doctorat en gestion"}),
        ),
    ),
    draw=_master_fr,
    people=FRENCH,
)


def _bachelor_be(c: Content) -> list[Mark]:
    rows = [
        (0.08, "COMMUNAUTÉ FRANÇAISE DE BELGIQUE", 12, "serif", ""),
        (0.14, c.issuer, 19, "serif bold", ""),
        (0.23, "DIPLÔME", 26, "serif bold", ""),
        (0.30, "Nous, président et membres du jury, conférons à", 11, "serif", ""),
        (0.37, c.person, 22, "serif bold", "name"),
        (0.43, f"né(e) le {written(c.born, 'fr')}", 10, "serif", ""),
        (0.50, "le grade académique de", 11, "serif", ""),
        (0.57, c["degree"], 20, "serif bold", "degree"),
        (0.65, "avec distinction", 11, "serif", ""),
        (0.77, f"Namur, le {written(c.issued, 'fr')}", 11, "serif", ""),
        (0.90, f"Diplôme enregistré sous le numéro {c.number}", 9, "serif", ""),
    ]
    return frame() + centred(rows)


BACHELOR_BE = Layout(
    name="bachelor_be",
    half="held back",
    language="fr",
    category="diplomas",
    issuer="Haute École de la Sambre",
    issuers=("Haute École de la Sambre", "Haute Ecole de la Sambre (HES)", "HE de la Sambre"),
    strangers=("Haute École de l'Ourthe", "Université libre de Bruxelles"),
    subjects=(
        Subject(
            {"degree": "Bachelier en comptabilité"},
            (
                {"title": "Bachelier en comptabilité"},
                {"title": "Bachelor en comptabilité"},
                {"title": "Bachelor in Accounting"},
            ),
            ({"title": "Bachelier en marketing"}, {"title": "Bachelier en soins infirmiers"}),
            ({"title": "Master en comptabilité"},),
        ),
        Subject(
            {"degree": "Master en sciences de l'ingénieur industriel"},
            (
                {"title": "Master en sciences de l'ingénieur industriel"},
                {"title": "Master ingénieur industriel"},
            ),
            ({"title": "Master en architecture"}, {"title": "Master en sciences commerciales"}),
            ({"title": "Bachelier en sciences de l'ingénieur industriel"},),
        ),
    ),
    draw=_bachelor_be,
    people=FRENCH,
)


def _degree_de(c: Content) -> list[Mark]:
    heading = [
        (0.08, c.issuer, 18, "serif bold", ""),
        (0.13, c["faculty"], 12, "serif", ""),
        (0.22, "URKUNDE", 28, "serif bold", ""),
        (0.31, "Herr / Frau", 11, "serif", ""),
        (0.37, c.person, 22, "serif bold", "name"),
        (0.45, "hat das Studium im Fach", 11, "serif", ""),
        (0.52, c["title"], 20, "serif bold", "title"),
        (0.59, "abgeschlossen und führt den Grad", 11, "serif", ""),
        (0.66, c["degree"], 20, "serif bold", "degree"),
    ]
    table = [
        (0.76, "Gesamtnote", "1,9 (gut)", ""),
        (0.80, "Datum", written(c.issued, "de", "digits"), ""),
        (0.84, "Urkundennummer", c.number, ""),
    ]
    return centred(heading) + labelled(table, 0.2, 0.5)


DEGREE_DE = Layout(
    name="degree_de",
    half="held back",
    language="de",
    category="diplomas",
    issuer="Universität Weststein",
    issuers=("Universität Weststein", "Uni Weststein", "University of Weststein"),
    strangers=("Universität Oststein", "Hochschule Marlach"),
    subjects=(
        Subject(
            {"faculty": "Philosophische Fakultät", "title": "Soziologie", "degree": "B.A."},
            (
                {"title": "B.A. Soziologie"},
                {"title": "Bachelor Soziologie"},
                {"title": "Bachelor of Arts in Soziologie"},
            ),
            ({"title": "B.A. Germanistik"}, {"title": "Bachelor Philosophie"}),
            ({"title": "M.A. Soziologie"},),
        ),
        Subject(
            {"faculty": "Fakultät für Elektrotechnik", "title": "Elektrotechnik", "degree": "M. Eng."},
            (
                {"title": "M.Eng. Elektrotechnik"},
                {"title": "Master Elektrotechnik"},
                {"title": "Master in Electrical Engineering"},
            ),
            ({"title": "M.Eng. Mechatronik"}, {"title": "Master Maschinenbau"}),
            ({"title": "B.Eng. Elektrotechnik"},),
        ),
    ),
    draw=_degree_de,
    landscape=False,
    people=NORTHERN,
)


def _technician_ar(c: Content) -> list[Mark]:
    rows = [
        (0.07, "الجمهورية التونسية", 13, "sans", ""),
        (0.12, "وزارة التعليم العالي والبحث العلمي", 12, "sans", ""),
        (0.18, c.issuer, 17, "bold", ""),
        (0.28, c["degree"], 27, "bold", "degree"),
        (0.37, "تسند إلى السيد(ة)", 13, "sans", ""),
        (0.45, c.person, 25, "bold", "name"),
        (0.53, "في شعبة", 13, "sans", ""),
        (0.61, c["title"], 23, "bold", "title"),
        (0.74, f"نابل في {written(c.issued, 'ar')}", 13, "sans", ""),
        (0.82, "مدير المعهد", 12, "sans", ""),
        (0.90, f"عدد {c.number}", 11, "sans", ""),
    ]
    return frame() + centred(rows)


TECHNICIAN_AR = Layout(
    name="technician_ar",
    half="held back",
    language="ar",
    category="diplomas",
    issuer="المعهد العالي للدراسات التكنولوجية بنابل",
    issuers=(
        "المعهد العالي للدراسات التكنولوجية بنابل",
        "Institut Supérieur des Études Technologiques de Nabeul",
        "ISET Nabeul",
    ),
    strangers=("Institut Supérieur des Études Technologiques de Gafsa", "جامعة المنستير"),
    subjects=(
        Subject(
            {"degree": "الإجازة التطبيقية", "title": "الهندسة الميكانيكية"},
            (
                {"title": "الإجازة التطبيقية في الهندسة الميكانيكية"},
                {"title": "Licence appliquée en génie mécanique"},
                {"title": "Licence en génie mécanique"},
            ),
            ({"title": "Licence en génie civil"}, {"title": "الإجازة في الهندسة الكهربائية"}),
            ({"title": "Master en génie mécanique"},),
        ),
        Subject(
            {"degree": "الماجستير المهني", "title": "أمن الشبكات"},
            (
                {"title": "الماجستير المهني في أمن الشبكات"},
                {"title": "Mastère professionnel en sécurité des réseaux"},
                {"title": "Master in network security"},
            ),
            ({"title": "Mastère en gestion de projet"}, {"title": "الماجستير المهني في التسويق"}),
            ({"title": "Licence en sécurité des réseaux"},),
        ),
    ),
    draw=_technician_ar,
    people=MAGHREBI,
)

LAYOUTS = (MASTER_FR, BACHELOR_BE, DEGREE_DE, TECHNICIAN_AR)
