"""Certifications, in layouts on which the comparison was tuned."""

from __future__ import annotations

from bench.certificates.layout import Content, Layout, Subject, centred, frame, written
from bench.certificates.page import Mark


def _vendor(c: Content) -> list[Mark]:
    rows = [
        (0.14, "aws certified", 26, "bold", ""),
        (0.24, "Amazon Web Services", 14, "sans", ""),
        (0.36, c.person, 30, "bold", "name"),
        (
            0.44,
            "has successfully completed the AWS Certification requirements and has achieved their:",
            11,
            "sans",
            "",
        ),
        (0.54, c["title"], 24, "bold", "title"),
    ]
    left = [
        Mark("Issue Date", 0.12, 0.72, 10, "sans", "left"),
        Mark(written(c.issued, "en"), 0.12, 0.76, 13, "bold", "left"),
        Mark("Expiration Date", 0.42, 0.72, 10, "sans", "left"),
        Mark(written(c.expires, "en") if c.expires else "", 0.42, 0.76, 13, "bold", "left", key="expiry"),
        Mark(f"Validation Number {c.number}", 0.12, 0.86, 10, "sans", "left"),
        Mark(f"Validate at: {c.address}", 0.12, 0.90, 10, "sans", "left"),
    ]
    return centred(rows, 0.12, "left") + left


VENDOR = Layout(
    name="vendor",
    half="tuned",
    language="en",
    category="certifications",
    issuer="Amazon Web Services",
    issuers=("Amazon Web Services", "AWS", "Amazon Web Services (AWS)", ""),
    strangers=("Microsoft", "Google Cloud"),
    subjects=(
        Subject(
            {"title": "AWS Certified Solutions Architect - Associate"},
            (
                {"title": "AWS Certified Solutions Architect – Associate"},
                {"title": "AWS Solutions Architect Associate"},
            ),
            (
                {"title": "AWS Certified Developer - Associate"},
                {"title": "AWS Certified Data Engineer – Associate"},
            ),
            ({"title": "AWS Certified Solutions Architect – Professional"},),
        ),
        Subject(
            {"title": "AWS Certified Cloud Practitioner"},
            ({"title": "AWS Certified Cloud Practitioner"}, {"title": "AWS Cloud Practitioner"}),
            (
                {"title": "AWS Certified AI Practitioner"},
                {"title": "AWS Certified Machine Learning Engineer"},
            ),
            ({"title": "AWS Certified Cloud Practitioner Expert"},),
        ),
    ),
    draw=_vendor,
    expires=3,
    host="aws.amazon.com/verification",
)


def _specialization(c: Content) -> list[Mark]:
    courses = c["courses"].split("|")
    rows = [
        (0.10, "coursera", 26, "bold", ""),
        (0.19, "SPECIALIZATION CERTIFICATE", 14, "sans", ""),
        (0.27, written(c.issued, "en"), 11, "sans", ""),
        (0.35, c.person, 24, "serif", "name"),
        (0.42, "has successfully completed the online, non-credit Specialization", 11, "sans", ""),
        (0.50, c["title"], 20, "bold", "title"),
        (0.57, f"created by {c.issuer}", 11, "sans", ""),
        (0.90, f"Verify this certificate at: {c.address}", 9, "sans", ""),
    ]
    side = [Mark(f"{len(courses)} Courses", 0.74, 0.30, 11, "bold", "left")]
    side += [Mark(name, 0.74, 0.34 + 0.035 * at, 9, "sans", "left") for at, name in enumerate(courses)]
    return frame() + centred(rows, 0.08, "left") + side


SPECIALIZATION = Layout(
    name="specialization",
    half="tuned",
    language="en",
    category="courses",
    issuer="Google",
    issuers=("Google via Coursera", "Google (Coursera)", "Google", "Coursera"),
    strangers=("IBM via Coursera", "Microsoft"),
    subjects=(
        Subject(
            {
                "title": "Python for Everybody Specialization",
                "courses": "Programming for Everybody|Python Data Structures"
                "|Using Databases with Python|Capstone Project",
            },
            (
                {"title": "Python for Everybody Specialization"},
                {"title": "Python for Everybody (Specialization)"},
                {"title": "Spécialisation Python for Everybody"},
            ),
            ({"title": "Python Data Structures"}, {"title": "Using Databases with Python"}),
            ({"title": "Advanced Python for Everybody Specialization"},),
        ),
        Subject(
            {
                "title": "Data Analytics Professional Certificate",
                "courses": "Ask Questions|Prepare Data for Exploration|Process Data|Share Data",
            },
            (
                {"title": "Data Analytics Professional Certificate"},
                {"title": "Google Data Analytics Professional Certificate"},
                {"title": "Google Data Analytics (Certificat professionnel)"},
            ),
            (
                {"title": "Prepare Data for Exploration"},
                {"title": "Google Project Management Professional Certificate"},
            ),
            ({"title": "Google Advanced Data Analytics Professional Certificate"},),
        ),
    ),
    draw=_specialization,
    host="coursera.org/verify/specialization",
)


def _chamber_de(c: Content) -> list[Mark]:
    rows = [
        (0.09, c.issuer, 18, "bold", ""),
        (0.18, "ZERTIFIKAT", 34, "bold", ""),
        (0.27, "Hiermit wird bescheinigt, dass", 12, "sans", ""),
        (0.34, c.person, 26, "bold", "name"),
        (0.39, f"geboren am {written(c.born, 'de', 'digits')} in Kassel", 11, "sans", ""),
        (0.46, "an dem Zertifikatslehrgang", 12, "sans", ""),
        (0.53, c["title"], 21, "bold", "title"),
        (
            0.60,
            f"vom 04.03.{c.issued.year} bis {written(c.issued, 'de', 'digits')} teilgenommen",
            11,
            "sans",
            "",
        ),
        (0.64, "und den lehrgangsinternen Test erfolgreich abgelegt hat.", 11, "sans", ""),
        (0.78, f"Berlin, {written(c.issued, 'de')}", 12, "sans", ""),
        (0.83, f"Gültig bis {written(c.expires, 'de', 'digits')}" if c.expires else "", 11, "sans", "expiry"),
        (0.91, f"Zertifikats-Nr.: {c.number}", 10, "sans", ""),
    ]
    return centred(rows)


CHAMBER_DE = Layout(
    name="chamber_de",
    half="tuned",
    language="de",
    category="certifications",
    issuer="IHK Berlin",
    issuers=("IHK Berlin", "IHK", "Industrie- und Handelskammer Berlin"),
    strangers=("TÜV Rheinland", "Handwerkskammer Berlin"),
    subjects=(
        Subject(
            {"title": "Projektmanagement, Stufe 2"},
            (
                {"title": "Projektmanagement Stufe 2"},
                {"title": "Project management, level 2"},
                {"title": "Gestion de projet, niveau 2"},
            ),
            ({"title": "Qualitätsmanagement, Stufe 2"}, {"title": "Prozessmanagement Stufe 2"}),
            ({"title": "Projektmanagement Stufe 3"}, {"title": "Projektmanagement Stufe 1"}),
        ),
        Subject(
            {"title": "Fachkraft für Datenanalyse"},
            ({"title": "Fachkraft für Datenanalyse"}, {"title": "Fachkraft Datenanalyse"}),
            ({"title": "Fachkraft für Datenschutz"}, {"title": "Fachkraft für Lagerlogistik"}),
            ({"title": "Fachkraft für Datenanalyse, Aufbaustufe 2"},),
        ),
    ),
    draw=_chamber_de,
    landscape=False,
    expires=3,
)


def _badge(c: Content) -> list[Mark]:
    rows = [
        (0.12, "Scrum.org", 24, "bold", ""),
        (0.24, "Certificate of Achievement", 20, "serif", ""),
        (0.33, "This certifies that", 12, "serif", ""),
        (0.42, c.person, 30, "serif bold", "name"),
        (0.50, "has demonstrated a fundamental level of understanding and earned the", 11, "serif", ""),
        (0.59, c["title"], 22, "bold", "title"),
        (0.74, f"{written(c.issued, 'en')}", 12, "serif", ""),
        (0.84, f"Certificate number {c.number}", 10, "sans", ""),
        (0.89, c.address, 10, "sans", ""),
    ]
    return frame() + centred(rows)


BADGE = Layout(
    name="badge",
    half="tuned",
    language="en",
    category="certifications",
    issuer="Scrum.org",
    issuers=("Scrum.org", "Scrum org", ""),
    strangers=("Scrum Alliance", "PMI"),
    subjects=(
        Subject(
            {"title": "Professional Scrum Master I"},
            (
                {"title": "Professional Scrum Master I"},
                {"title": "PSM I"},
                {"title": "Professional Scrum Master 1"},
            ),
            ({"title": "Professional Scrum Product Owner I"}, {"title": "Professional Scrum Developer I"}),
            ({"title": "Professional Scrum Master II"}, {"title": "PSM III"}),
        ),
        Subject(
            {"title": "Professional Scrum Product Owner II"},
            ({"title": "Professional Scrum Product Owner II"}, {"title": "PSPO II"}),
            ({"title": "Professional Scrum Master II"}, {"title": "Professional Agile Leadership II"}),
            ({"title": "Professional Scrum Product Owner I"}, {"title": "PSPO III"}),
        ),
    ),
    draw=_badge,
    host="scrum.org/certificates",
)


def _credential(c: Content) -> list[Mark]:
    rows = [
        (0.12, "Microsoft", 26, "bold", ""),
        (0.24, c["title"], 24, "bold", "title"),
        (0.36, c.person, 22, "sans", "name"),
        (0.43, "has met all the requirements and is recognised with this certification", 11, "sans", ""),
        (0.70, f"Credential ID: {c.number}", 11, "sans", ""),
        (0.75, f"Earned on: {written(c.issued, 'en')}", 11, "sans", ""),
        (0.80, f"Expires on: {written(c.expires, 'en')}" if c.expires else "", 11, "sans", "expiry"),
        (0.88, f"Online verifiable: {c.address}", 10, "sans", ""),
    ]
    return centred(rows, 0.1, "left")


CREDENTIAL = Layout(
    name="credential",
    half="tuned",
    language="en",
    category="certifications",
    issuer="Microsoft",
    issuers=("Microsoft", "Microsoft Certification", "Microsoft"),
    strangers=("Amazon Web Services", "Cisco"),
    subjects=(
        Subject(
            {"title": "Microsoft Certified: Azure Administrator Associate"},
            (
                {"title": "Microsoft Certified: Azure Administrator Associate"},
                {"title": "Azure Administrator Associate"},
            ),
            ({"title": "Azure Developer Associate"}, {"title": "Azure Network Engineer Associate"}),
            ({"title": "Azure Administrator Expert"},),
        ),
        Subject(
            {"title": "Microsoft Certified: Power BI Data Analyst Associate"},
            (
                {"title": "Power BI Data Analyst Associate"},
                {"title": "Microsoft Power BI Data Analyst Associate"},
            ),
            ({"title": "Power Platform Developer Associate"}, {"title": "Azure Data Engineer Associate"}),
            ({"title": "Power BI Data Analyst Expert"},),
        ),
    ),
    draw=_credential,
    expires=3,
    host="learn.microsoft.com/credentials",
)
