"""Papers that name person, title and issuer and are no certificate."""

from __future__ import annotations

from bench.certificates.layout import Content, Layout, centred, written
from bench.certificates.page import Mark

KINDS = ("invoice", "registration", "cv", "programme")


def other_paper(kind: str, c: Content, layout: Layout, title: str) -> list[Mark]:
    """In the language of the layout; ``title`` is what it is about."""
    lines = _LINES[kind][layout.language]
    values = {
        "person": c.person,
        "title": title,
        "issuer": c.issuer,
        "day": written(c.issued, layout.language),
        "number": c.number,
    }
    heading, *rows = (line.format(**values) for line in lines)
    marks = centred(
        [(0.08, c.issuer if kind != "cv" else c.person, 14, "bold", ""), (0.15, heading, 22, "bold", "")]
    )
    align, x = ("right", 0.9) if layout.language == "ar" else ("left", 0.1)
    marks += [Mark(row, x, 0.26 + 0.055 * at, 12, "sans", align) for at, row in enumerate(rows)]
    return marks


_LINES: dict[str, dict[str, tuple[str, ...]]] = {
    "invoice": {
        "en": (
            "INVOICE",
            "Invoice number: {number}",
            "Bill to: {person}",
            "Exam fee: {title}",
            "Date: {day}",
            "Subtotal 140.00",
            "VAT 20%: 28.00",
            "Amount due: 168.00 EUR",
        ),
        "fr": (
            "FACTURE",
            "Facture n° {number}",
            "Client : {person}",
            "Objet : {title}",
            "Date : {day}",
            "Montant HT : 450,00",
            "TVA 19 % : 85,50",
            "Total TTC : 535,50 TND",
        ),
        "de": (
            "RECHNUNG",
            "Rechnungsnummer: {number}",
            "Kunde: {person}",
            "Leistung: {title}",
            "Datum: {day}",
            "Nettobetrag 420,00",
            "MwSt 19 %: 79,80",
            "Rechnungsbetrag: 499,80 EUR",
        ),
        "ar": (
            "فاتورة",
            "رقم: {number}",
            "الاسم: {person}",
            "الموضوع: {title}",
            "التاريخ: {day}",
            "المبلغ دون الأداءات: 450",
            "المبلغ الجملي: 535",
        ),
    },
    "registration": {
        "en": (
            "Registration confirmation",
            "Dear {person},",
            "you are now registered for:",
            "{title}",
            "The session will take place on {day}.",
            "Please bring an identity card.",
            "Candidate: {person}, number {number}",
        ),
        "fr": (
            "Confirmation d'inscription",
            "Bonjour {person},",
            "Votre inscription est enregistrée pour :",
            "{title}",
            "La session aura lieu le {day}.",
            "Merci de vous munir d'une pièce d'identité.",
            "Dossier : {number}",
        ),
        "de": (
            "Anmeldebestätigung",
            "Guten Tag {person},",
            "Sie sind angemeldet für:",
            "{title}",
            "Der Kurs findet statt am {day}.",
            "Bitte bringen Sie einen Ausweis mit.",
            "Teilnehmernummer: {number}",
        ),
        "ar": (
            "استدعاء",
            "{person}",
            "تم تسجيلكم في الدورة التالية",
            "{title}",
            "تنطلق الدورة يوم {day}",
            "الرجاء إحضار بطاقة التعريف",
            "رقم التسجيل: {number}",
        ),
    },
    "cv": {
        "en": (
            "Curriculum vitae",
            "Work experience",
            "2019 - 2024 Data analyst, Comptoir du Lac",
            "2016 - 2019 Assistant, Atelier Vert",
            "Certifications",
            "{title}, {issuer}, {day}",
            "Technical skills: SQL, Excel, Git",
        ),
        "fr": (
            "Curriculum vitae",
            "Expérience professionnelle",
            "2019 - 2024 Analyste, Comptoir du Lac",
            "2016 - 2019 Assistant, Atelier Vert",
            "Certifications",
            "{title}, {issuer}, {day}",
            "Compétences techniques : SQL, Excel, Git",
        ),
        "de": (
            "Lebenslauf",
            "Berufserfahrung",
            "2019 - 2024 Analyst, Comptoir du Lac",
            "2016 - 2019 Assistenz, Atelier Grün",
            "Zertifikate",
            "{title}, {issuer}, {day}",
            "Kenntnisse: SQL, Excel, Git",
        ),
        "ar": (
            "السيرة الذاتية",
            "الخبرة المهنية",
            "2019 - 2024 محلل بيانات",
            "2016 - 2019 مساعد إداري",
            "الشهادات",
            "{title}",
            "{issuer} {day}",
        ),
    },
    "programme": {
        "en": (
            "Course outline",
            "{title}",
            "offered by {issuer}",
            "Prerequisites: none",
            "Learning objectives: apply what was learnt",
            "Contact: {person}",
            "Next session: {day}",
        ),
        "fr": (
            "Programme de la formation",
            "{title}",
            "proposé par {issuer}",
            "Prérequis : aucun",
            "Objectifs pédagogiques : mettre en pratique",
            "Contact : {person}",
            "Prochaine session : {day}",
            "Tarif : 900 TND",
        ),
        "de": (
            "Kursbeschreibung",
            "{title}",
            "angeboten von {issuer}",
            "Voraussetzungen: keine",
            "Zielgruppe: alle",
            "Ansprechpartner: {person}",
            "Nächster Termin: {day}",
        ),
        "ar": (
            "برنامج الدورة",
            "{title}",
            "{issuer}",
            "المحاور: مقدمة وتطبيقات",
            "للاتصال: {person}",
            "تاريخ الدورة القادمة {day}",
        ),
    },
}
