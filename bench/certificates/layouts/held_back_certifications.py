"""Certifications and language tests in layouts that were written before anything of them was measured."""

from __future__ import annotations

from bench.certificates.layout import Content, Layout, Subject, centred, frame, labelled, written
from bench.certificates.layouts.held_back_courses import FRENCH, NORTHERN
from bench.certificates.page import Mark


def _logo_only(c: Content) -> list[Mark]:
    """Whose it is says only a picture, which is drawn as bars, and the address."""
    logo = [
        Mark("", 0.12, 0.10, colour=(20, 90, 160), box=(0.05, 0.06)),
        Mark("", 0.17, 0.11, colour=(230, 120, 40), box=(0.02, 0.08)),
    ]
    rows = [
        (0.24, "CERTIFICATION", 14, "sans", ""),
        (0.32, c["title"], 25, "bold", "title"),
        (0.42, "is hereby conferred on", 12, "sans", ""),
        (0.50, c.person, 25, "bold", "name"),
        (0.58, "who passed the proctored examination", 12, "sans", ""),
    ]
    table = [
        (0.72, "Date of issue", written(c.issued, "en"), ""),
        (0.76, "Valid until", written(c.expires, "en") if c.expires else "", "expiry"),
        (0.80, "Certificate ID", c.number, ""),
        (0.88, "Check it at", c.address, ""),
    ]
    return logo + centred(rows, 0.1, "left") + labelled(table, 0.1, 0.3)


LOGO_ONLY = Layout(
    name="logo_only",
    half="held back",
    language="en",
    category="certifications",
    issuer="Zertano",
    issuers=("Zertano", "Zertano GmbH", "Zertano Certification"),
    strangers=("Fortinet", "Palo Alto Networks"),
    subjects=(
        Subject(
            {"title": "Certified Cloud Security Practitioner"},
            (
                {"title": "Certified Cloud Security Practitioner"},
                {"title": "Cloud Security Practitioner"},
                {"title": "Zertano Certified Cloud Security Practitioner"},
            ),
            ({"title": "Certified Cloud Network Practitioner"}, {"title": "Certified Data Engineer"}),
            ({"title": "Certified Cloud Security Expert"},),
        ),
        Subject(
            {"title": "Kubernetes Operations Associate"},
            ({"title": "Kubernetes Operations Associate"}, {"title": "Kubernetes Operations (Associate)"}),
            ({"title": "Kubernetes Security Associate"}, {"title": "OpenShift Operations Associate"}),
            ({"title": "Kubernetes Operations Expert"},),
        ),
    ),
    draw=_logo_only,
    expires=3,
    host="verify.zertano.com/c",
    people=NORTHERN,
)


def _urgency_fr(c: Content) -> list[Mark]:
    heading = [
        (0.07, c.issuer, 14, "bold", ""),
        (0.10, "CESU 07", 13, "sans", ""),
        (0.19, "ATTESTATION DE FORMATION", 22, "bold", ""),
        (0.25, c["title"], 15, "bold", "title"),
    ]
    middle = [
        (0.36, "Le directeur atteste que", 11, "sans", ""),
        (0.42, c.person, 20, "serif bold", "name"),
        (0.47, f"né(e) le {written(c.born, 'fr')} à Privas", 11, "sans", ""),
        (0.52, "a suivi l'ensemble de la formation et validé ses compétences.", 11, "sans", ""),
    ]
    table = [
        (0.64, "Date de délivrance", written(c.issued, "fr", "digits"), ""),
        (0.68, "Fin de validité", written(c.expires, "fr", "digits") if c.expires else "", "expiry"),
        (0.72, "Numéro", c.number, ""),
    ]
    return frame() + centred(heading) + centred(middle) + labelled(table, 0.14, 0.46)


URGENCY_FR = Layout(
    name="urgency_fr",
    half="held back",
    language="fr",
    category="certifications",
    issuer="Centre Hospitalier du Val d'Ouvèze",
    issuers=("Centre Hospitalier du Val d'Ouvèze", "CH Val d'Ouvèze", "CESU 07"),
    strangers=("Croix-Rouge française", "Protection civile"),
    subjects=(
        Subject(
            {"title": "Gestes et soins d'urgence - niveau 2"},
            (
                {"title": "Gestes et soins d'urgence - niveau 2"},
                {"title": "Gestes et soins d'urgence (niveau II)"},
                {"title": "Attestation gestes et soins d'urgence, niveau 2"},
            ),
            ({"title": "Hygiène hospitalière - niveau 2"}, {"title": "Gestes et postures - niveau 2"}),
            ({"title": "Gestes et soins d'urgence - niveau 1"},),
        ),
        Subject(
            {"title": "Équipier de première intervention"},
            (
                {"title": "Équipier de première intervention"},
                {"title": "Equipier de premiere intervention"},
                {"title": "Formation équipier de première intervention"},
            ),
            ({"title": "Guide-file et serre-file"}, {"title": "Manipulation des extincteurs"}),
            ({"title": "Équipier de seconde intervention"},),
        ),
    ),
    draw=_urgency_fr,
    landscape=False,
    expires=4,
    people=FRENCH,
)


def _toefl(c: Content) -> list[Mark]:
    first, _, last = c.person.rpartition(" ")
    heading = [
        (0.07, "TOEFL iBT", 24, "bold", ""),
        (0.12, "Test Taker Score Report", 16, "sans", ""),
    ]
    table = [
        (0.21, "Last (Family) Name", last.upper(), "last"),
        (0.25, "First (Given) Name", first, "first"),
        (0.29, "Date of Birth", written(c.born, "en"), ""),
        (0.33, "Registration Number", c.number, ""),
        (0.37, "Test Date", written(c.issued, "en"), ""),
        (0.46, "Reading", c["part"], ""),
        (0.50, "Listening", c["part"], ""),
        (0.54, "Speaking", c["part"], ""),
        (0.58, "Writing", c["part"], ""),
        (0.64, "Total Score", c["total"], "total"),
    ]
    foot = [(0.86, "ETS, Educational Testing Service, Princeton NJ", 10, "sans", "")]
    return centred(heading) + labelled(table, 0.12, 0.46) + centred(foot)


def _total(part: str, total: str, level: str, higher: str, more: str) -> Subject:
    return Subject(
        {"part": part, "total": total},
        (
            {"title": f"TOEFL iBT {total}", "language": "en", "level": level},
            {"title": f"Anglais (TOEFL {total})", "language": "en", "level": level},
            {"title": "English", "language": "en", "level": level},
        ),
        (
            {"title": "DALF C1", "language": "fr", "level": "C1"},
            {"title": "Allemand", "language": "de", "level": level},
        ),
        (
            {"title": f"TOEFL iBT {more}", "language": "en", "level": higher},
            {"title": "Anglais", "language": "en", "level": higher},
        ),
    )


TOEFL = Layout(
    name="toefl",
    half="held back",
    language="en",
    category="languages",
    issuer="ETS",
    issuers=("ETS", "Educational Testing Service", ""),
    strangers=("British Council", "Cambridge English"),
    subjects=(_total("21", "84", "B2", "C1", "101"), _total("25", "100", "C1", "C2", "116")),
    draw=_toefl,
    landscape=False,
    expires=2,
    people=NORTHERN,
)


def _austrian(c: Content) -> list[Mark]:
    rows = [
        (0.08, "ÖSD", 34, "bold", ""),
        (0.15, "Österreichisches Sprachdiplom Deutsch", 15, "sans", ""),
        (0.25, f"ÖSD Zertifikat {c['level']}", 26, "serif bold", "level"),
        (0.35, c.person, 23, "serif bold", "name"),
        (0.41, f"geboren am {written(c.born, 'de')}", 11, "serif", ""),
        (0.49, f"hat am {written(c.issued, 'de')} die Prüfung", 12, "serif", ""),
        (0.54, f"auf der Niveaustufe {c['level']} bestanden.", 12, "serif", "level2"),
        (0.63, "Gesamtbewertung: gut bestanden", 12, "serif", ""),
        (0.78, "Prüfungszentrum Wien 9", 11, "sans", ""),
        (0.90, f"Zertifikatsnummer {c.number}", 9, "sans", ""),
    ]
    return centred(rows)


def _german(level: str, higher: str) -> Subject:
    return Subject(
        {"level": level},
        (
            {"title": f"ÖSD Zertifikat {level}", "language": "de", "level": level},
            {"title": "Deutsch", "language": "de", "level": level},
            {"title": "Allemand", "language": "de", "level": level},
        ),
        (
            {"title": f"DELF {level}", "language": "fr", "level": level},
            {"title": "Niederländisch", "language": "nl", "level": level},
        ),
        (
            {"title": f"ÖSD Zertifikat {higher}", "language": "de", "level": higher},
            {"title": "German", "language": "de", "level": higher},
        ),
    )


AUSTRIAN = Layout(
    name="austrian",
    half="held back",
    language="de",
    category="languages",
    issuer="ÖSD",
    issuers=("ÖSD", "Österreichisches Sprachdiplom", ""),
    strangers=("Goethe-Institut", "telc"),
    subjects=(_german("B2", "C1"), _german("B1", "B2")),
    draw=_austrian,
    landscape=False,
    people=NORTHERN,
)

LAYOUTS = (LOGO_ONLY, URGENCY_FR, TOEFL, AUSTRIAN)
