"""Courses and certifications in layouts that were held back at first, and looked at after they were measured."""

from __future__ import annotations

from bench.certificates.layout import Content, Layout, Subject, centred, frame, labelled, written
from bench.certificates.page import Mark

TUNISIAN = (12, 13, 14, 15, 16, 17)


EVERYBODY = (12, 18, 13, 19, 14, 20, 15, 21, 16, 17)


def _video_course(c: Content) -> list[Mark]:
    rows = [
        (0.10, "udemy", 26, "bold", ""),
        (0.27, "CERTIFICATE OF COMPLETION", 13, "sans", ""),
        (0.38, c["title"], 28, "bold", "title"),
        (0.46, "Instructors Martin Hale, Dora Lindqvist", 12, "sans", ""),
        (0.72, c.person, 20, "serif bold", "name"),
        (0.79, f"Date {written(c.issued, 'en')}", 11, "sans", ""),
        (0.83, "Length 22.5 total hours", 11, "sans", ""),
    ]
    corner = [
        (0.08, f"Certificate no: {c.number}", 9, "sans", ""),
        (0.11, f"Certificate url: {c.address}", 9, "sans", ""),
    ]
    return centred(rows, 0.07, "left") + centred(corner, 0.94, "right")


VIDEO_COURSE = Layout(
    name="video_course",
    half="once held back",
    language="en",
    category="courses",
    issuer="Udemy",
    issuers=("Udemy", "udemy.com", ""),
    strangers=("Coursera", "LinkedIn Learning"),
    subjects=(
        Subject(
            {"title": "The Complete SQL Bootcamp"},
            ({"title": "The Complete SQL Bootcamp"}, {"title": "Complete SQL Bootcamp (online course)"}),
            ({"title": "The Complete Python Bootcamp"}, {"title": "SQL Server Administration"}),
            ({"title": "The Advanced SQL Bootcamp"},),
        ),
        Subject(
            {"title": "Excel for Business, Level 1"},
            ({"title": "Excel for Business - Level 1"}, {"title": "Excel for Business (Level I)"}),
            ({"title": "PowerPoint for Business, Level 1"}, {"title": "Word for Lawyers"}),
            ({"title": "Excel for Business, Level 3"},),
        ),
    ),
    draw=_video_course,
    host="ude.my",
    people=EVERYBODY,
)


def _learning_fr(c: Content) -> list[Mark]:
    rows = [
        (0.10, "LinkedIn Learning", 20, "bold", ""),
        (0.24, "Félicitations,", 16, "sans", ""),
        (0.31, c.person, 22, "bold", "name"),
        (0.39, "vous avez terminé la formation", 13, "sans", ""),
        (0.47, c["title"], 24, "bold", "title"),
        (0.55, f"Formation terminée le {written(c.issued, 'fr')}  -  3 h 12 min", 11, "sans", ""),
        (0.66, f"Compétences abordées : {c['skills']}", 11, "sans", ""),
        (0.80, "Responsable du contenu pédagogique, LinkedIn Learning", 10, "sans", ""),
        (0.88, f"Identifiant du certificat : {c.number}", 10, "sans", ""),
    ]
    return frame() + centred(rows, 0.1, "left")


LEARNING_FR = Layout(
    name="learning_fr",
    half="once held back",
    language="fr",
    category="courses",
    issuer="LinkedIn Learning",
    issuers=("LinkedIn Learning", "LinkedIn", "Linkedin Learning"),
    strangers=("OpenClassrooms", "Udemy"),
    subjects=(
        Subject(
            {"title": "L'essentiel de Git et GitHub", "skills": "Gestion de versions, Ligne de commande"},
            ({"title": "L'essentiel de Git et GitHub"}, {"title": "Git et GitHub : l'essentiel"}),
            ({"title": "L'essentiel de Docker"}, {"title": "Gestion de versions"}),
            ({"title": "Git et GitHub, niveau avancé"},),
        ),
        Subject(
            {"title": "Découvrir la comptabilité générale", "skills": "Journal, Bilan, Amortissements"},
            (
                {"title": "Découvrir la comptabilité générale"},
                {"title": "Découvrir la comptabilité generale"},
            ),
            ({"title": "Découvrir la comptabilité analytique"}, {"title": "Découvrir la paie"}),
            ({"title": "Découvrir la comptabilité générale, niveau 2"},),
        ),
    ),
    draw=_learning_fr,
    people=EVERYBODY,
)


def _safety_fr(c: Content) -> list[Mark]:
    heading = [
        (0.07, c.issuer, 15, "bold", ""),
        (0.15, "CERTIFICAT", 28, "bold", ""),
        (0.22, c["title"], 17, "bold", "title"),
    ]
    table = [
        (0.32, "Titulaire", c.person, "name"),
        (0.36, "Date de naissance", written(c.born, "fr", "digits"), ""),
        (0.44, "Épreuve théorique", "Acquis", ""),
        (0.48, "Épreuve pratique", "Acquis", ""),
        (0.56, "Date d'obtention", written(c.issued, "fr", "digits"), ""),
        (0.60, "Valable jusqu'au", written(c.expires, "fr", "digits") if c.expires else "", "expiry"),
        (0.68, "Numéro", c.number, ""),
    ]
    foot = [(0.86, f"Pour {c.issuer}, le responsable des tests", 10, "sans", "")]
    return frame() + centred(heading) + labelled(table, 0.14, 0.46) + centred(foot)


SAFETY_FR = Layout(
    name="safety_fr",
    half="once held back",
    language="fr",
    category="certifications",
    issuer="Centre Formalog Sécurité",
    issuers=("Centre Formalog Sécurité", "Formalog Sécurité", "Formalog"),
    strangers=("Apave Formation", "AFTRAL"),
    subjects=(
        Subject(
            {"title": "CACES R489 catégorie 3 - Chariots élévateurs"},
            (
                {"title": "CACES R489 catégorie 3"},
                {"title": "CACES R489 - Chariots élévateurs - catégorie 3"},
            ),
            ({"title": "CACES R486 nacelles"}, {"title": "Sauveteur secouriste du travail"}),
            ({"title": "CACES R489 catégorie 5 - Chariots élévateurs"},),
        ),
        Subject(
            {"title": "Habilitation électrique B2V BR"},
            ({"title": "Habilitation électrique B2V BR"}, {"title": "Habilitation électrique (B2V, BR)"}),
            ({"title": "Travail en hauteur"}, {"title": "Habilitation travaux amiante"}),
            ({"title": "Habilitation électrique B1V BS"},),
        ),
    ),
    draw=_safety_fr,
    landscape=False,
    expires=5,
    people=EVERYBODY,
)


def _vocational_en(c: Content) -> list[Mark]:
    rows = [
        (0.09, "City & Guilds", 26, "serif bold", ""),
        (0.19, "This certificate is awarded to", 13, "serif", ""),
        (0.27, c.person, 24, "serif bold", "name"),
        (0.36, "who has achieved the", 13, "serif", ""),
        (0.44, c["title"], 21, "serif bold", "title"),
        (0.54, f"Centre: {c['centre']}", 12, "sans", ""),
        (0.62, f"Awarded {written(c.issued, 'en')}", 12, "sans", ""),
        (0.80, "Chair                    Director General", 10, "serif", ""),
        (0.88, f"Certificate number {c.number}", 10, "sans", ""),
        (0.92, "The City and Guilds of London Institute. Founded 1878.", 8, "sans", ""),
    ]
    return frame() + centred(rows)


VOCATIONAL_EN = Layout(
    name="vocational_en",
    half="once held back",
    language="en",
    category="certifications",
    issuer="City & Guilds",
    issuers=("City & Guilds", "City and Guilds", "City & Guilds of London Institute"),
    strangers=("Pearson", "NCFE"),
    subjects=(
        Subject(
            {"title": "Level 3 Diploma in Electrical Installations", "centre": "Harrowgate Valley College"},
            (
                {"title": "Level 3 Diploma in Electrical Installations"},
                {"title": "Diploma in Electrical Installations (Level 3)"},
                {"title": "City & Guilds Level 3 Diploma in Electrical Installations"},
            ),
            ({"title": "Level 3 Diploma in Plumbing"}, {"title": "Level 3 Diploma in Bricklaying"}),
            ({"title": "Level 2 Diploma in Electrical Installations"},),
        ),
        Subject(
            {"title": "Level 2 Award in Food Safety in Catering", "centre": "Kingsmere Training"},
            (
                {"title": "Level 2 Award in Food Safety in Catering"},
                {"title": "Award in Food Safety in Catering, Level 2"},
            ),
            ({"title": "Level 2 Award in Fire Safety"}, {"title": "Level 2 Award in Customer Service"}),
            ({"title": "Level 3 Award in Food Safety in Catering"},),
        ),
    ),
    draw=_vocational_en,
    people=EVERYBODY,
)


def _arabic_centre(c: Content) -> list[Mark]:
    rows = [
        (0.07, "الجمهورية التونسية", 13, "sans", ""),
        (0.12, c.issuer, 17, "bold", ""),
        (0.23, "شهادة كفاءة مهنية", 30, "bold", ""),
        (0.33, "يشهد المدير أن المتكون(ة)", 14, "sans", ""),
        (0.41, c.person, 26, "bold", "name"),
        (0.50, "قد أتم(ت) بنجاح التكوين في", 14, "sans", ""),
        (0.58, c["title"], 24, "bold", "title"),
        (0.72, f"حرر بصفاقس في {written(c.issued, 'ar')}", 13, "sans", ""),
        (0.80, "مدير المركز", 12, "sans", ""),
        (0.89, f"رقم الشهادة: {c.number}", 11, "sans", ""),
    ]
    return frame() + centred(rows)


ARABIC_CENTRE = Layout(
    name="arabic_centre",
    half="once held back",
    language="ar",
    category="certifications",
    issuer="الوكالة التونسية للتكوين المهني",
    issuers=(
        "الوكالة التونسية للتكوين المهني",
        "Agence tunisienne de la formation professionnelle",
        "ATFP",
    ),
    strangers=("وزارة الصحة", "Institut Pasteur de Tunis"),
    subjects=(
        Subject(
            {"title": "صيانة الحواسيب والشبكات"},
            (
                {"title": "صيانة الحواسيب والشبكات"},
                {"title": "شهادة كفاءة مهنية في صيانة الحواسيب والشبكات"},
                {"title": "Maintenance des ordinateurs et des réseaux"},
            ),
            ({"title": "صيانة السيارات"}, {"title": "Installation de panneaux solaires"}),
            ({"title": "صيانة الحواسيب والشبكات المستوى الثاني"},),
        ),
        Subject(
            {"title": "التسويق الرقمي - المستوى 1"},
            ({"title": "التسويق الرقمي المستوى 1"}, {"title": "Marketing digital, niveau 1"}),
            ({"title": "Gestion des stocks, niveau 1"}, {"title": "المحاسبة المالية"}),
            ({"title": "Marketing digital, niveau 2"},),
        ),
    ),
    draw=_arabic_centre,
    people=TUNISIAN,
)
