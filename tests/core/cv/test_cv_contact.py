from __future__ import annotations

import pytest

from app.core.cv.contact import find_contact
from app.core.cv.phones import find_phone
from app.core.cv.profile import Contact
from app.core.cv.sections import split
from tests.core.cv.cv_texts import document_of


def contact_of(text: str) -> Contact:
    return find_contact(split(document_of(text).lines))


PHONES = [
    ("Tél : +216 20 123 456", "+216 20 123 456"),
    ("20 123 456", "20 123 456"),
    ("98.765.432", "98.765.432"),
    ("00216 71 123 456", "00216 71 123 456"),
    ("71 123 456 / 20 111 222", "71 123 456"),
    ("06 12 34 56 78", "06 12 34 56 78"),
    ("+33 (0)6 12 34 56 78", "+33 (0)6 12 34 56 78"),
    ("0151 2005 1234", "0151 2005 1234"),
    ("030/901820-12", "030/901820-12"),
    ("+49 151 23456789", "+49 151 23456789"),
    ("0470 12 34 56", "0470 12 34 56"),
    ("+32 470 12 34 56", "+32 470 12 34 56"),
    ("07700 900123", "07700 900123"),
    ("(0161) 496 0123", "(0161) 496 0123"),
    ("(555) 123-4567", "(555) 123-4567"),
    ("الهاتف: ٢٢ ٣٣٣ ٤٤٤", "٢٢ ٣٣٣ ٤٤٤"),
    ("Fax: 071 123 456", None),
    ("01/2019 - 03/2021", None),
    ("30.01.1995", None),
    ("2012 - 2015", None),
    ("1002 Tunis", None),
    ("a" * 200_000, None),
]


@pytest.mark.parametrize(("text", "phone"), PHONES)
def test_phone(text: str, phone: str | None) -> None:
    assert find_phone(text) == phone


NAMES = [
    ("AMIRA\nTRABELSI\nIngénieure qualité\n+216 20 123 456", "AMIRA TRABELSI"),
    ("Amira\nBen Salem\nIngénieure\namira.bensalem@exemple.tn", "Amira Ben Salem"),
    ("Jean Dupont Développeur Web\njean.dupont@exemple.fr", "Jean Dupont"),
    ("jean dupont\njean.dupont@exemple.fr", "jean dupont"),
    ("J. Smith\nj.smith@example.com", "J. Smith"),
    ("EMMA TAYLOR BSc (Hons), RN\n07700 900000", "EMMA TAYLOR"),
    ("PRIYA SHARMA\nData Analyst\nlinkedin.com/in/priyasharma", "PRIYA SHARMA"),
    ("أحمد بن علي\nمهندس\n+216 20 000 000", "أحمد بن علي"),
    ("Marie-Claire O'Neill\n07700 900000", "Marie-Claire O'Neill"),
    ("Nguyen Van An\nDéveloppeur\n06 11 22 33 44", "Nguyen Van An"),
    ("Adobe Photoshop\nMicrosoft Excel\n07700 900000", None),
    ("Power Query\nPower BI\n07700 900000", None),
    ("Strong Communicator\nTeam Player\n07700 900000", None),
    ("Dental Hygiene Assistant\n07700 900000", None),
    ("PROJECT\nMANAGER\nLondon\n07700 900000", None),
    ("Amine Trabelsi\namine@exemple.tn", "Amine Trabelsi"),
    ("CURRICULUM VITAE\nJean-Pierre de La Tour\n06 12 34 56 78", "Jean-Pierre de La Tour"),
    ("CV de Claire Fontanel\nclaire@exemple.fr", "Claire Fontanel"),
    ("Mme Claire Fontanel, comptable\nclaire@exemple.fr", "Claire Fontanel"),
    ("Jane Doe | Developer | London\njane@example.com", "Jane Doe"),
    ("A M I N E   T R A B E L S I\namine.trabelsi@exemple.tn", "AMINE TRABELSI"),
    ("Senior Cook\nJames Cook\njames.cook@example.com", "James Cook"),
    ("SKILLS\nPython\nMaria Elena Rossi\nmaria.rossi@example.com", "Maria Elena Rossi"),
    ("Nom : Ben Salah\nPrénom : Yasmine\nyasmine@exemple.tn", "Yasmine Ben Salah"),
    ("Vorname: Jonas\nNachname: Lindenhagen", "Jonas Lindenhagen"),
    ("الاسم: سلمى القاسمي", "سلمى القاسمي"),
    ("كريم عبد النور\nمحاسب\nkarim@example.com", "كريم عبد النور"),
    ("Sales Manager\n+216 20 123 456", None),
    ("Profil professionnel\n06 12 34 56 78", None),
    ("London, UK\njobs@example.com", None),
    ("BILLING ACCOUNTANT\nSUMMARY\nWorks hard", None),
    ("Oliveraie Conseil SARL\ncontact@exemple.tn", None),
]


@pytest.mark.parametrize(("text", "name"), NAMES)
def test_name(text: str, name: str | None) -> None:
    assert contact_of(text).name == name


def test_town_of_the_address_not_of_the_birth() -> None:
    found = contact_of(
        "Jane Doe\nBorn in Leeds\nNationality: British\n12 Mill Lane, Bristol\njane@example.com"
    )
    assert found.place is not None
    assert (found.place.city, found.place.country) == ("Bristol", "GB")


def test_labelled_address_comes_first() -> None:
    found = contact_of("Jane Doe, graduate of Paris\nAdresse : 3 rue des Lilas, 69003 Lyon\nj@example.com")
    assert found.place is not None
    assert found.place.city == "Lyon"


def test_links_each_once() -> None:
    found = contact_of(
        "Jane Doe\nhttps://www.linkedin.com/in/jane-example/ github.com/jane-example\n"
        "linkedin.com/in/jane-example"
    )
    assert found.links == ("https://www.linkedin.com/in/jane-example", "github.com/jane-example")


def test_referees_are_not_the_candidate() -> None:
    found = contact_of("Jane Doe\nReferences\nDr. Max Muster, max@example.org, +44 20 7946 0000")
    assert found.email is None
    assert found.phone is None


@pytest.mark.parametrize(
    "address",
    ["jane.doe+jobs@mail.example.co.uk", "j_d-1@example.io", "LOUD@EXAMPLE.COM"],
)
def test_email(address: str) -> None:
    assert contact_of(f"Jane Doe\nE-mail: {address}, phone below").email == address


@pytest.mark.parametrize("text", ["jane at example.com", "@example.com", "jane@", "a@b", "@" * 1000])
def test_no_email(text: str) -> None:
    assert contact_of(text).email is None
