"""Tests of languages, in layouts on which the comparison was tuned."""

from __future__ import annotations

from bench.certificates.layout import Content, Layout, Subject, centred, frame, labelled, written
from bench.certificates.page import Mark


def _goethe(c: Content) -> list[Mark]:
    rows = [
        (0.08, "Goethe-Institut", 22, "bold", ""),
        (0.16, f"GOETHE-ZERTIFIKAT {c['level']}", 26, "bold", "level"),
        (0.20, "Deutschprüfung für Jugendliche und Erwachsene", 11, "sans", ""),
    ]
    table = [
        (0.30, "Name", c.person, "name"),
        (0.35, "Geburtsdatum", written(c.born, "de", "digits"), ""),
        (0.40, "Prüfungsdatum", written(c.issued, "de", "digits"), ""),
        (0.45, "Lesen", "84 von 100 Punkten", ""),
        (0.49, "Hören", "76 von 100 Punkten", ""),
        (0.53, "Schreiben", "81 von 100 Punkten", ""),
        (0.57, "Sprechen", "88 von 100 Punkten", ""),
        (0.63, "Ergebnis", f"Niveau {c['level']} bestanden", "result"),
        (0.68, "Zertifikatsnummer", c.number, ""),
    ]
    foot = [
        (0.82, f"Tunis, den {written(c.issued, 'de')}", 11, "sans", ""),
        (0.86, "Prüfungsbeauftragte des Goethe-Instituts", 10, "sans", ""),
    ]
    return centred(rows) + labelled(table) + centred(foot)


def _german(level: str, higher: str) -> Subject:
    return Subject(
        {"level": level},
        (
            {"title": f"Goethe-Zertifikat {level}", "language": "de", "level": level},
            {"title": "Allemand", "language": "de", "level": level},
            {"title": f"Deutsch ({level})", "language": "de", "level": level},
        ),
        (
            {"title": f"DELF {level}", "language": "fr", "level": level},
            {"title": "Anglais", "language": "en", "level": level},
        ),
        ({"title": f"Goethe-Zertifikat {higher}", "language": "de", "level": higher},),
    )


GOETHE = Layout(
    name="goethe",
    half="tuned",
    language="de",
    category="languages",
    issuer="Goethe-Institut",
    issuers=("Goethe-Institut", "Goethe Institut", ""),
    strangers=("telc", "TestDaF-Institut"),
    subjects=(_german("B1", "B2"), _german("B2", "C1")),
    draw=_goethe,
    landscape=False,
)


def _toeic(c: Content) -> list[Mark]:
    rows = [
        (0.10, "TOEIC", 34, "bold", ""),
        (0.17, "LISTENING AND READING - OFFICIAL SCORE CERTIFICATE", 13, "sans", ""),
        (0.25, "This is to certify that", 12, "sans", ""),
        (0.32, c.person, 24, "bold", "name"),
        (0.39, "achieved the following scores on the TOEIC Listening and Reading test", 12, "sans", ""),
        (0.49, f"LISTENING {c['listening']}        READING {c['reading']}", 16, "sans", ""),
        (0.58, f"TOTAL SCORE {c['total']}", 24, "bold", "total"),
        (0.68, f"Test date: {written(c.issued, 'en')}", 12, "sans", ""),
        (0.73, f"Valid until: {written(c.expires, 'en')}" if c.expires else "", 12, "sans", "expiry"),
        (0.83, "ETS Global - Educational Testing Service", 11, "sans", ""),
        (0.88, f"Registration number: {c.number}", 10, "sans", ""),
    ]
    return frame() + centred(rows)


def _scores(total: int, level: str, higher: str, more: int) -> Subject:
    return Subject(
        {
            "total": str(total),
            "listening": str(total - total // 2 // 5 * 5),
            "reading": str(total // 2 // 5 * 5),
        },
        (
            {"title": f"Anglais - TOEIC {total}", "language": "en", "level": level},
            {"title": f"TOEIC : {total}/990", "language": "en", "level": level},
            {"title": "English", "language": "en", "level": level},
        ),
        (
            {"title": "Allemand", "language": "de", "level": level},
            {"title": f"DELF {level}", "language": "fr", "level": level},
        ),
        (
            {"title": f"TOEIC {more}", "language": "en", "level": higher},
            {"title": "Anglais", "language": "en", "level": higher},
        ),
    )


TOEIC = Layout(
    name="toeic",
    half="tuned",
    language="en",
    category="languages",
    issuer="ETS Global",
    issuers=("ETS", "ETS Global", ""),
    strangers=("Cambridge English", "British Council"),
    subjects=(_scores(850, "B2", "C1", 960), _scores(620, "B1", "B2", 810)),
    draw=_toeic,
    expires=2,
)


def _ielts(c: Content) -> list[Mark]:
    title = [
        (0.07, "International English Language Testing System", 16, "bold", ""),
        (0.12, "IELTS Test Report Form", 20, "bold", ""),
    ]
    first, _, last = c.person.rpartition(" ")
    table = [
        (0.22, "Family Name", last.upper(), "last"),
        (0.26, "First Name(s)", first, "first"),
        (0.30, "Candidate Number", c.number, ""),
        (0.34, "Date of Birth", written(c.born, "en", "digits"), ""),
        (0.40, "Test Date", written(c.issued, "en", "digits"), ""),
        (0.48, "Listening", c["listening"], ""),
        (0.52, "Reading", c["reading"], ""),
        (0.56, "Writing", c["writing"], ""),
        (0.60, "Speaking", c["speaking"], ""),
        (0.66, "Overall Band Score", c["overall"], "total"),
        (0.71, "CEFR Level", c["level"], "level"),
    ]
    foot = [(0.86, "British Council  -  IDP Education  -  Cambridge Assessment English", 11, "sans", "")]
    return centred(title) + labelled(table) + centred(foot)


def _bands(overall: str, level: str, higher: str, more: str) -> Subject:
    return Subject(
        {
            "overall": overall,
            "level": level,
            "listening": overall,
            "reading": overall,
            "writing": overall,
            "speaking": overall,
        },
        (
            {"title": f"IELTS {overall}", "language": "en", "level": level},
            {"title": f"Anglais (IELTS {overall})", "language": "en", "level": level},
            {"title": "Englisch", "language": "en", "level": level},
        ),
        (
            {"title": "Goethe-Zertifikat B2", "language": "de", "level": "B2"},
            {"title": "Italien", "language": "it", "level": level},
        ),
        (
            {"title": f"IELTS {more}", "language": "en", "level": higher},
            {"title": "Anglais", "language": "en", "level": higher},
        ),
    )


IELTS = Layout(
    name="ielts",
    half="tuned",
    language="en",
    category="languages",
    issuer="British Council",
    issuers=("British Council", "IDP", ""),
    strangers=("ETS", "telc"),
    subjects=(_bands("6.5", "B2", "C1", "7.5"), _bands("7.0", "C1", "C2", "8.5")),
    draw=_ielts,
    landscape=False,
    expires=2,
)


def _delf(c: Content) -> list[Mark]:
    rows = [
        (0.08, "RÉPUBLIQUE FRANÇAISE", 13, "serif", ""),
        (0.12, "Ministère de l'Éducation nationale", 12, "serif", ""),
        (0.20, "DIPLÔME D'ÉTUDES EN LANGUE FRANÇAISE", 22, "serif bold", ""),
        (0.27, f"DELF {c['level']}", 30, "serif bold", "level"),
        (
            0.35,
            f"Niveau {c['level']} du cadre européen commun de référence pour les langues",
            11,
            "serif",
            "level2",
        ),
        (0.43, "est décerné à", 12, "serif", ""),
        (0.50, c.person, 24, "serif bold", "name"),
        (0.56, f"né(e) le {written(c.born, 'fr')}", 11, "serif", ""),
        (0.64, "Note obtenue : 74,50 / 100", 12, "serif", ""),
        (0.74, f"Sèvres, le {written(c.issued, 'fr')}", 12, "serif", ""),
        (0.82, "France Éducation international", 12, "serif", ""),
        (0.88, f"N° candidat : {c.number}", 10, "serif", ""),
    ]
    return frame() + centred(rows)


def _french(level: str, higher: str) -> Subject:
    return Subject(
        {"level": level},
        (
            {"title": f"DELF {level}", "language": "fr", "level": level},
            {"title": "Français", "language": "fr", "level": level},
            {"title": "French", "language": "fr", "level": level},
        ),
        (
            {"title": f"TestDaF {level}", "language": "de", "level": level},
            {"title": "Espagnol", "language": "es", "level": level},
        ),
        (
            {"title": f"DELF {higher}", "language": "fr", "level": higher},
            {"title": "Französisch", "language": "fr", "level": higher},
        ),
    )


DELF = Layout(
    name="delf",
    half="tuned",
    language="fr",
    category="languages",
    issuer="France Éducation international",
    issuers=("France Éducation international", "Ministère de l'Éducation nationale", ""),
    strangers=("CCI Paris Île-de-France", "Goethe-Institut"),
    subjects=(_french("B1", "B2"), _french("B2", "C1")),
    draw=_delf,
)


def _telc(c: Content) -> list[Mark]:
    heading = [
        (0.07, "telc - language tests", 18, "bold", ""),
        (0.14, "ZERTIFIKAT", 26, "bold", ""),
        (0.20, f"telc Deutsch {c['level']}", 22, "bold", "level"),
    ]
    table = [
        (0.30, "Name, Vorname", c.person, "name"),
        (0.34, "Geburtsdatum", written(c.born, "de", "digits"), ""),
        (0.38, "Prüfungstermin", written(c.issued, "de", "digits"), ""),
        (0.46, "Schriftliche Prüfung", "182,5 / 225 Punkte", ""),
        (0.50, "Mündliche Prüfung", "61 / 75 Punkte", ""),
        (0.54, "Prädikat", "Gut", ""),
        (0.62, "Zertifikatsnummer", c.number, ""),
    ]
    foot = [
        (0.74, f"Die Prüfung auf der Stufe {c['level']} wurde bestanden.", 12, "sans", "result"),
        (0.84, f"Frankfurt am Main, {written(c.issued, 'de')}", 11, "sans", ""),
        (0.89, "telc gGmbH, Geschäftsführung", 10, "sans", ""),
    ]
    return centred(heading) + labelled(table) + centred(foot)


def _telc_level(level: str, higher: str) -> Subject:
    return Subject(
        {"level": level},
        (
            {"title": f"telc Deutsch {level}", "language": "de", "level": level},
            {"title": "Deutsch", "language": "de", "level": level},
            {"title": "German", "language": "de", "level": level},
        ),
        (
            {"title": f"telc English {level}", "language": "en", "level": level},
            {"title": "Français", "language": "fr", "level": level},
        ),
        ({"title": f"telc Deutsch {higher}", "language": "de", "level": higher},),
    )


TELC = Layout(
    name="telc",
    half="tuned",
    language="de",
    category="languages",
    issuer="telc",
    issuers=("telc", "telc gGmbH", ""),
    strangers=("Goethe-Institut", "TestDaF-Institut"),
    subjects=(_telc_level("B2", "C1"), _telc_level("A2", "B1")),
    draw=_telc,
    landscape=False,
)
