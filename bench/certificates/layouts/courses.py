"""Courses, in layouts on which the comparison was tuned."""

from __future__ import annotations

from bench.certificates.layout import Content, Layout, Subject, centred, frame, labelled, written
from bench.certificates.page import Mark


def _mooc(c: Content) -> list[Mark]:
    rows = [
        (0.12, "coursera", 30, "bold", ""),
        (0.22, "COURSE CERTIFICATE", 17, "sans", ""),
        (0.30, written(c.issued, "en"), 11, "sans", ""),
        (0.39, c.person, 27, "serif", "name"),
        (0.46, "has successfully completed", 12, "sans", ""),
        (0.54, c["title"], 23, "bold", "title"),
        (
            0.61,
            f"an online non-credit course authorized by {c.issuer} and offered through Coursera",
            12,
            "sans",
            "",
        ),
        (0.84, f"Verify at: {c.address}", 10, "sans", ""),
        (
            0.88,
            "Coursera has confirmed the identity of this individual and their participation in the course.",
            8,
            "sans",
            "",
        ),
    ]
    return frame() + centred(rows)


MOOC = Layout(
    name="mooc",
    half="tuned",
    language="en",
    category="courses",
    issuer="DeepLearning.AI",
    issuers=("DeepLearning.AI via Coursera", "Coursera", "DeepLearning.AI", "DeepLearning.AI / Coursera"),
    strangers=("IBM via Coursera", "Udemy"),
    subjects=(
        Subject(
            {"title": "Neural Networks and Deep Learning"},
            (
                {"title": "Neural Networks and Deep Learning"},
                {"title": "Neural Networks & Deep Learning (course)"},
            ),
            ({"title": "Deep Learning Specialization"}, {"title": "Convolutional Neural Networks"}),
            ({"title": "Advanced Neural Networks and Deep Learning 2"},),
        ),
        Subject(
            {"title": "Machine Learning for Data Analysis"},
            (
                {"title": "Machine Learning for Data Analysis"},
                {"title": "Apprentissage automatique pour l'analyse de données"},
                {"title": "Maschinelles Lernen für die Datenanalyse"},
            ),
            ({"title": "Machine Learning Specialization"}, {"title": "Statistics for Data Analysis"}),
            ({"title": "Machine Learning for Data Analysis Level 2"},),
        ),
    ),
    draw=_mooc,
    host="coursera.org/verify",
)


def _platform_fr(c: Content) -> list[Mark]:
    rows = [
        (0.10, "OpenClassrooms", 22, "bold", ""),
        (0.22, "CERTIFICAT DE RÉUSSITE", 30, "serif bold", ""),
        (0.33, "décerné à", 13, "sans", ""),
        (0.41, c.person, 28, "serif bold", "name"),
        (0.50, "qui a suivi avec succès le cours", 13, "sans", ""),
        (0.58, c["title"], 22, "bold", "title"),
        (0.70, f"Délivré le {written(c.issued, 'fr')}", 13, "sans", ""),
        (0.86, f"Numéro de certificat : {c.number}", 10, "sans", ""),
        (0.90, f"Vérifiable sur {c.address}", 10, "sans", ""),
    ]
    return frame() + centred(rows)


PLATFORM_FR = Layout(
    name="platform_fr",
    half="tuned",
    language="fr",
    category="courses",
    issuer="OpenClassrooms",
    issuers=("OpenClassrooms", "Open Classrooms", ""),
    strangers=("Coursera", "Udemy"),
    subjects=(
        Subject(
            {"title": "Apprenez à programmer en Python"},
            ({"title": "Apprenez à programmer en Python"}, {"title": "« Apprenez à programmer en Python »"}),
            ({"title": "Apprenez à programmer en Java"}, {"title": "Parcours Développeur Python"}),
            ({"title": "Apprenez à programmer en Python, niveau avancé"},),
        ),
        Subject(
            {"title": "Gestion de projet agile, niveau 2"},
            (
                {"title": "Gestion de projet agile - Niveau 2"},
                {"title": "Agile project management, level 2"},
                {"title": "Agiles Projektmanagement Stufe 2"},
            ),
            (
                {"title": "Gestion de la relation client, niveau 2"},
                {"title": "Parcours Chef de projet digital"},
            ),
            ({"title": "Gestion de projet agile, niveau 3"}, {"title": "Gestion de projet agile niveau 1"}),
        ),
    ),
    draw=_platform_fr,
    host="openclassrooms.com/course-certificates",
)


def _training_fr(c: Content) -> list[Mark]:
    rows = [
        (0.08, c.issuer, 18, "bold", ""),
        (0.11, "Organisme de formation professionnelle - 12, rue des Oliviers, Sfax", 9, "sans", ""),
        (0.19, "ATTESTATION DE FORMATION", 24, "serif bold", ""),
        (0.26, "Je soussigné, directeur du centre, atteste que", 12, "sans", ""),
    ]
    table = [
        (0.33, "Nom et prénom :", c.person, "name"),
        (0.38, "Né(e) le :", written(c.born, "fr", "digits"), ""),
        (0.43, "a suivi avec succès :", c["title"], "title"),
        (0.48, "Durée :", "42 heures", ""),
        (0.53, "Date :", written(c.issued, "fr"), ""),
        (0.58, "N° d'attestation :", c.number, ""),
        (0.63, "Résultat :", "Admis(e)", ""),
    ]
    foot = [
        (0.80, f"Fait à Sfax, le {written(c.issued, 'fr', 'digits')}", 11, "sans", ""),
        (0.84, "Le directeur", 11, "sans", ""),
    ]
    return centred(rows) + labelled(table) + centred(foot, 0.75)


TRAINING_FR = Layout(
    name="training_fr",
    half="tuned",
    language="fr",
    category="certifications",
    issuer="Centre de Formation Palmeraie",
    issuers=("Centre de Formation Palmeraie", "Palmeraie", "Centre Palmeraie"),
    strangers=("AFPA", "Centre de Formation Horizon"),
    subjects=(
        Subject(
            {"title": "Installateur de panneaux solaires, niveau 1"},
            (
                {"title": "Installateur de panneaux solaires (niveau 1)"},
                {"title": "Installateur panneaux solaires niveau I"},
            ),
            (
                {"title": "Installateur de pompes à chaleur, niveau 1"},
                {"title": "Technicien de maintenance industrielle"},
            ),
            (
                {"title": "Installateur de panneaux solaires, niveau 2"},
                {"title": "Installateur de panneaux solaires niveau III"},
            ),
        ),
        Subject(
            {"title": "Comptabilité et gestion financière"},
            (
                {"title": "Comptabilité et gestion financière"},
                {"title": "Accounting and financial management"},
                {"title": "المحاسبة والتصرف المالي"},
            ),
            ({"title": "Comptabilité analytique"}, {"title": "Gestion des ressources humaines"}),
            ({"title": "Comptabilité et gestion financière, niveau 2"},),
        ),
    ),
    draw=_training_fr,
    landscape=False,
)


def _arabic_training(c: Content) -> list[Mark]:
    rows = [
        (0.11, c.issuer, 20, "bold", ""),
        (0.22, "شهادة ختم التكوين", 32, "bold", ""),
        (0.32, "يشهد مدير المركز بأن", 15, "sans", ""),
        (0.41, c.person, 27, "bold", "name"),
        (0.50, "قد أتم بنجاح دورة تكوينية في", 15, "sans", ""),
        (0.59, c["title"], 25, "bold", "title"),
        (0.71, f"تونس في {written(c.issued, 'ar')}", 14, "sans", ""),
        (0.84, f"رقم الشهادة: {c.number}", 12, "sans", ""),
        (0.90, c.address, 10, "sans", ""),
    ]
    return frame() + centred(rows)


ARABIC_TRAINING = Layout(
    name="arabic_training",
    half="tuned",
    language="ar",
    category="courses",
    issuer="مركز النجاح للتكوين المهني",
    issuers=("مركز النجاح للتكوين المهني", "مركز النجاح"),
    strangers=("مركز الأمل للتكوين", "جامعة تونس"),
    subjects=(
        Subject(
            {"title": "تحليل البيانات باستعمال بايثون"},
            (
                {"title": "تحليل البيانات باستعمال بايثون"},
                {"title": "Analyse de données avec Python"},
                {"title": "Data analysis with Python"},
            ),
            ({"title": "تحليل البيانات باستعمال اكسل"}, {"title": "Développement web avec Python"}),
            ({"title": "تحليل البيانات باستعمال بايثون المستوى 2"},),
        ),
        Subject(
            {"title": "التسويق الرقمي المستوى الثاني"},
            (
                {"title": "التسويق الرقمي المستوى الثاني"},
                {"title": "Marketing digital niveau 2"},
                {"title": "Digital marketing, level 2"},
            ),
            ({"title": "التسويق والمبيعات المستوى الثاني"}, {"title": "Gestion de projet niveau 2"}),
            ({"title": "التسويق الرقمي المستوى الثالث"}, {"title": "Marketing digital niveau 1"}),
        ),
    ),
    draw=_arabic_training,
    people=(0, 1, 2, 3, 4, 5, 6),
)


def _mooc_fr(c: Content) -> list[Mark]:
    rows = [
        (0.08, "FUN MOOC", 20, "bold", ""),
        (0.16, "ATTESTATION DE RÉUSSITE", 26, "bold", ""),
        (0.27, f"{c.issuer} atteste que", 13, "sans", ""),
        (0.36, c.person, 24, "serif bold", "name"),
        (0.44, "a validé le cours en ligne intitulé", 13, "sans", ""),
        (0.52, f"« {c['title']} »", 20, "bold", "title"),
        (0.59, f"dispensé par {c.issuer} et diffusé par France Université Numérique", 12, "sans", ""),
        (0.65, f"du 8 janvier {c.issued.year - 1} au {written(c.issued, 'fr')}", 12, "sans", ""),
        (0.80, "La présente attestation n'est pas un diplôme et ne donne pas de crédits.", 9, "sans", ""),
        (0.86, f"Identifiant : {c.number} - {c.address}", 9, "sans", ""),
    ]
    return frame() + centred(rows)


MOOC_FR = Layout(
    name="mooc_fr",
    half="tuned",
    language="fr",
    category="courses",
    issuer="Sorbonne Université",
    issuers=("Sorbonne Université via FUN MOOC", "FUN MOOC", "Sorbonne Université"),
    strangers=("Université Paris-Saclay", "Coursera"),
    subjects=(
        Subject(
            {"title": "Introduction à la cybersécurité des réseaux"},
            (
                {"title": "Introduction à la cybersécurité des réseaux"},
                {"title": "Introduction to network cybersecurity"},
                {"title": "MOOC Introduction à la cybersécurité des réseaux"},
            ),
            ({"title": "Introduction à la programmation des réseaux"}, {"title": "Cryptographie appliquée"}),
            ({"title": "Cybersécurité des réseaux, niveau avancé"},),
        ),
        Subject(
            {"title": "Comptabilité pour tous, niveau 1"},
            ({"title": "Comptabilité pour tous - niveau 1"}, {"title": "Comptabilité pour tous (Niveau I)"}),
            ({"title": "Gestion financière pour tous, niveau 1"}, {"title": "Fiscalité pour tous"}),
            ({"title": "Comptabilité pour tous, niveau 2"},),
        ),
    ),
    draw=_mooc_fr,
    host="fun-mooc.fr/attestations",
)
