"""Invented people for one and the same working life. What differs must never move a score."""

from __future__ import annotations

from random import Random

NAMES = {
    "f": ("Lina Marzouk", "Grace Okafor-Lindley", "Sabine Lindenhagen", "Nguyen Thi Lan", "Éloïse Berthelin"),
    "m": ("Amine Trabelsi", "Thomas Ashworth", "Jonas Brandstätter", "Kwame Mensah", "Luc Delvaux"),
}
HOMES = (
    "12 rue des Jasmins, 2000 Le Bardo",
    "5 Holm Gardens, Leeds LS1 4AB",
    "Ahornweg 3, 12043 Berlin",
    "Sousse",
)
PHONES = ("+216 22 333 444", "+33 6 12 34 56 78", "07700 900123", "0151 2345 6789")
FACTS = {
    "en": (
        ("Date of birth: 12.03.{year}", "Born on 3 March {year}", "Age: {age}", "{age} years old"),
        ("Nationality: Tunisian", "Nationality: British", "Citizenship: German"),
        ("Single", "Married, 2 children", "Marital status: divorced"),
        ("Gender: female", "Gender: male", "Sex: M", "Female"),
        ("[Photo]", "Photo: attached", "Photo"),
    ),
    "fr": (
        ("Date de naissance : 12/03/{year}", "Née le 3 mars {year}", "Né le 3 mars {year}", "{age} ans"),
        ("Nationalité : tunisienne", "Nationalité française", "Nationalité : belge"),
        ("Célibataire", "Mariée, 2 enfants", "Situation familiale : divorcé"),
        ("Sexe : F", "Sexe : masculin", "Femme", "Homme"),
        ("[Photo]", "Photo d'identité", "Photo ci-jointe"),
    ),
    "de": (
        ("Geburtsdatum: 12.03.{year}", "Geboren am 3. März {year}", "Alter: {age}", "{age} Jahre alt"),
        ("Staatsangehörigkeit: deutsch", "Nationalität: tunesisch", "Staatsangehörigkeit: belgisch"),
        ("ledig", "Verheiratet, zwei Kinder", "Familienstand: geschieden"),
        ("Geschlecht: weiblich", "Geschlecht: männlich", "männlich"),
        ("[Foto]", "Bewerbungsfoto", "Foto"),
    ),
}  # fmt: skip
WORK = {
    "en": """{title}
{top}

Summary
{They} has built data pipelines for retail for six years. {Their} team relies on {them}.

Experience
Data Engineer at Telmara Telecom, 01/2020 - 12/2024
- {They} designed pipelines in Python and Airflow on PostgreSQL
- Migrated reports to Kubernetes with Docker
{seller} at Baya Retail, 03/2016 - 12/2019
- Sold kitchens to private customers and kept the stock

Skills
Python, SQL, Docker, negotiation

Languages
English C1, French B2
""",
    "fr": """{title}
{top}

Profil
{They} suis passionné{e} par la logistique, chargé{e} des stocks depuis 2016.

Expérience
{title} chez Messagerie du Nord, 01/2020 - 12/2024
- Gestion des stocks et préparation de commandes sous SAP
- Encadrement d'une équipe de huit personnes
{seller} chez Baya Retail, 03/2016 - 12/2019
- Conseil aux clients et vente de cuisines

Compétences
SAP, Excel, gestion de projet, logistique

Langues
Français C2, Anglais B2
""",
    "de": """{title}
{top}

Berufserfahrung
{title} bei Kranich Systeme GmbH, 01/2020 - 12/2024
- Entwicklung von Microservices in Java und Kotlin
- Betrieb auf Kubernetes mit Docker
{seller} bei Seerose Handel AG, 03/2016 - 12/2019
- Beratung der Kunden und Verkauf von Maschinen

Kenntnisse
Java, Kotlin, Kubernetes, Projektmanagement

Sprachen
Deutsch C2, Englisch B2
""",
}
WORDS = {
    "en": {
        "f": {"title": "Data Engineer", "seller": "Saleswoman", "They": "She", "Their": "Her", "them": "her", "e": ""},
        "m": {"title": "Data Engineer", "seller": "Salesman", "They": "He", "Their": "His", "them": "him", "e": ""},
    },
    "fr": {
        "f": {"title": "Gestionnaire de stocks", "seller": "Vendeuse", "They": "Je", "e": "e"},
        "m": {"title": "Gestionnaire de stocks", "seller": "Vendeur", "They": "Je", "e": ""},
    },
    "de": {
        "f": {"title": "Softwareentwicklerin", "seller": "Verkäuferin"},
        "m": {"title": "Softwareentwickler", "seller": "Verkäufer"},
    },
}  # fmt: skip


def someone(language: str, dice: Random) -> str:
    """The CV as a person made up by ``dice`` would write it."""
    sex = dice.choice("fm")
    name = dice.choice(NAMES[sex])
    year = dice.randint(1960, 2002)
    mail = name.lower().replace(" ", ".").encode("ascii", "ignore").decode() + "@example.org"
    facts = [dice.choice(options).format(year=year, age=2026 - year) for options in FACTS[language]]
    details = [mail, dice.choice(PHONES), dice.choice(HOMES), *facts]
    kept = details[:2] + dice.sample(details[2:], dice.randint(0, len(details) - 2))
    work = WORK[language].format(top="\n".join(kept), **WORDS[language][sex])
    return f"{name}\n{work}"
