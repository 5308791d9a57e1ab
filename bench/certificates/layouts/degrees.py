"""Degrees, in layouts on which the comparison was tuned."""

from __future__ import annotations

from bench.certificates.layout import Content, Layout, Subject, centred, frame, written
from bench.certificates.page import Mark


def _diploma_fr(c: Content) -> list[Mark]:
    rows = [
        (0.07, "RÉPUBLIQUE TUNISIENNE", 13, "serif", ""),
        (0.11, "Ministère de l'Enseignement Supérieur et de la Recherche Scientifique", 11, "serif", ""),
        (0.16, c.issuer, 18, "serif bold", ""),
        (0.27, c["degree"], 28, "serif bold", "degree"),
        (0.34, "Vu le procès-verbal du jury, le diplôme est délivré à", 11, "serif", ""),
        (0.42, f"{c.person}", 24, "serif bold", "name"),
        (0.48, f"né(e) le {written(c.born, 'fr')} à Sousse", 11, "serif", ""),
        (0.56, "Spécialité :", 12, "serif", ""),
        (0.61, c["title"], 20, "serif bold", "title"),
        (0.68, f"Session de juin {c.issued.year} - Mention : Assez bien", 12, "serif", ""),
        (0.80, f"Fait à Tunis, le {written(c.issued, 'fr')}", 11, "serif", ""),
        (0.85, "Le Président de l'Université", 11, "serif", ""),
        (0.91, f"Diplôme n° {c.number}", 9, "serif", ""),
    ]
    return frame() + centred(rows)


DIPLOMA_FR = Layout(
    name="diploma_fr",
    half="tuned",
    language="fr",
    category="diplomas",
    issuer="Université de Carthage",
    issuers=("Université de Carthage", "University of Carthage", "جامعة قرطاج"),
    strangers=("Université de Sfax", "Université de Monastir"),
    subjects=(
        Subject(
            {"degree": "Diplôme National de Licence", "title": "Génie logiciel et systèmes d'information"},
            (
                {"title": "Licence en génie logiciel et systèmes d'information"},
                {"title": "Bachelor in software engineering and information systems"},
                {"title": "Licence Génie logiciel et systèmes d'information"},
            ),
            ({"title": "Licence en génie mécanique"}, {"title": "Licence en systèmes embarqués"}),
            (
                {"title": "Master en génie logiciel et systèmes d'information"},
                {"title": "Mastère génie logiciel et systèmes d'information"},
            ),
        ),
        Subject(
            {"degree": "Diplôme National de Mastère", "title": "Science des données"},
            (
                {"title": "Mastère en science des données"},
                {"title": "Master Data Science"},
                {"title": "Master en science des données"},
            ),
            ({"title": "Mastère en sciences de gestion"}, {"title": "Master en cybersécurité"}),
            ({"title": "Licence en science des données"}, {"title": "Doctorat en science des données"}),
        ),
    ),
    draw=_diploma_fr,
    people=(0, 1, 2, 3, 4, 5, 6, 7),
)


def _arabic_diploma(c: Content) -> list[Mark]:
    rows = [
        (0.08, "الجمهورية التونسية", 15, "bold", ""),
        (0.13, "وزارة التعليم العالي والبحث العلمي", 13, "sans", ""),
        (0.19, c.issuer, 20, "bold", ""),
        (0.29, c["degree"], 28, "bold", "degree"),
        (0.37, "تمنح هذه الشهادة إلى الطالب(ة)", 13, "sans", ""),
        (0.45, c.person, 26, "bold", "name"),
        (0.53, "في اختصاص", 13, "sans", ""),
        (0.60, c["title"], 24, "bold", "title"),
        (0.72, f"تونس في {written(c.issued, 'ar')}", 13, "sans", ""),
        (0.80, "رئيس الجامعة", 12, "sans", ""),
        (0.88, f"عدد {c.number}", 11, "sans", ""),
    ]
    return frame() + centred(rows)


ARABIC_DIPLOMA = Layout(
    name="arabic_diploma",
    half="tuned",
    language="ar",
    category="diplomas",
    issuer="جامعة صفاقس",
    issuers=("جامعة صفاقس", "Université de Sfax", "University of Sfax"),
    strangers=("Université de Sousse", "جامعة منوبة"),
    subjects=(
        Subject(
            {"degree": "الإجازة الأساسية", "title": "علوم الإعلامية"},
            (
                {"title": "الإجازة في علوم الإعلامية"},
                {"title": "Licence en informatique"},
                {"title": "Bachelor in Computer Science"},
            ),
            ({"title": "Licence en mathématiques"}, {"title": "الإجازة في الاقتصاد"}),
            ({"title": "Master en informatique"}, {"title": "الماجستير في علوم الإعلامية"}),
        ),
        Subject(
            {"degree": "شهادة الماجستير", "title": "الهندسة المدنية"},
            ({"title": "ماجستير الهندسة المدنية"}, {"title": "Master en génie civil"}),
            ({"title": "Master en génie mécanique"}, {"title": "ماجستير الهندسة الكهربائية"}),
            ({"title": "Licence en génie civil"}, {"title": "الإجازة في الهندسة المدنية"}),
        ),
    ),
    draw=_arabic_diploma,
    people=(0, 1, 2, 3, 4, 5, 6),
)


def _degree_en(c: Content) -> list[Mark]:
    rows = [
        (0.12, c.issuer, 26, "serif bold", ""),
        (0.24, "It is hereby certified that", 13, "serif", ""),
        (0.33, c.person, 26, "serif bold", "name"),
        (0.41, "having completed an approved course of study and satisfied the examiners", 12, "serif", ""),
        (0.46, "has been admitted to the degree of", 12, "serif", ""),
        (0.54, c["degree"], 22, "serif bold", "degree"),
        (0.61, c["title"], 20, "serif", "title"),
        (0.68, "with Upper Second Class Honours", 13, "serif", ""),
        (0.80, written(c.issued, "en"), 12, "serif", ""),
        (0.85, "Vice-Chancellor        Registrar", 10, "serif", ""),
        (0.91, f"Award number {c.number}", 9, "serif", ""),
    ]
    return frame() + centred(rows)


DEGREE_EN = Layout(
    name="degree_en",
    half="tuned",
    language="en",
    category="diplomas",
    issuer="University of Northmoor",
    issuers=("University of Northmoor", "Northmoor University", "Université de Northmoor"),
    strangers=("University of Westhaven", "Université de Tunis"),
    subjects=(
        Subject(
            {"degree": "Bachelor of Science", "title": "Mechanical Engineering"},
            (
                {"title": "BSc Mechanical Engineering"},
                {"title": "Bachelor of Science in Mechanical Engineering"},
                {"title": "Licence en génie mécanique"},
            ),
            ({"title": "BSc Civil Engineering"}, {"title": "Bachelor of Science in Electrical Engineering"}),
            ({"title": "MSc Mechanical Engineering"}, {"title": "Master en génie mécanique"}),
        ),
        Subject(
            {"degree": "Master of Science", "title": "Data Science"},
            ({"title": "MSc Data Science"}, {"title": "Master en science des données"}),
            ({"title": "MSc Computer Science"}, {"title": "Master of Science in Finance"}),
            ({"title": "BSc Data Science"}, {"title": "PhD in Data Science"}),
        ),
    ),
    draw=_degree_en,
)
