"""Contract, working time, level, remote work, years of experience."""

from __future__ import annotations

import pytest

from job_scraper.normalise.contract import (
    contract_from_field,
    contract_from_text,
    contract_from_title,
    work_time_from_field,
    work_time_from_text,
)
from job_scraper.normalise.level import level_from_field, level_from_text, level_from_title
from job_scraper.normalise.remote import remote_from_field, remote_from_text, remote_from_title
from job_scraper.normalise.years import years_from_field, years_from_text


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("CDI", "permanent"), ("Contrat à durée indéterminée", "permanent"), ("DIN", "permanent"),
        ("permanent", "permanent"), ("Unbefristet", "permanent"), ("Festanstellung", "permanent"),
        ("عقد غير محدد المدة", "permanent"), ("fulltime_permanent", "permanent"),
        ("CDD", "fixed_term"), ("CDD - 6 Mois", "fixed_term"), ("fixed-term", "fixed_term"),
        ("12 month FTC", "fixed_term"),
        ("befristet", "fixed_term"), ("DDI", "fixed_term"), ("contract", "fixed_term"), ("VIE", "fixed_term"),
        ("Intérim", "temporary"), ("MIS", "temporary"), ("Saisonnier", "temporary"),
        ("TEMPORARY", "temporary"),
        ("zero hours", "temporary"), ("Zeitarbeit", "temporary"), ("PER_DIEM", "temporary"),
        ("Stage", "internship"), ("INTERN", "internship"), ("Internship", "internship"),
        ("Praktikum", "internship"),
        ("Werkstudent", "internship"), ("PFE", "internship"), ("تربص", "internship"),
        ("Alternance", "apprenticeship"), ("Contrat d'apprentissage", "apprenticeship"),
        ("Ausbildung", "apprenticeship"),
        ("CDD - contrat de professionnalisation", "apprenticeship"), ("Duales Studium", "apprenticeship"),
        ("Freelance", "freelance"), ("CONTRACTOR", "freelance"), ("LIB", "freelance"),
        ("Freiberuflich", "freelance"),
        ("Portage salarial", "freelance"), ("SIVP", "sivp"), ("CIVP", "sivp"), ("Karama", "sivp"),
        ("عقد كرامة", "sivp"),
        ("CDI, CDD & Intérim", "permanent"), ("FULL_TIME", None), ("OTHER", None), ("", None),
        ("x" * 50_000, None),
    ],
)  # fmt: skip
def test_contract_fields(written: str, code: str | None) -> None:
    assert contract_from_field([written]) == code


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Data Engineer F/H (CDI)", "permanent"),
        ("Stage - Développeur Python", "internship"),
        ("Stagiaire comptable", "internship"),
        ("Stage Manager", None),
        ("Stage 2 Engineer", None),
        ("Early-stage Startup Engineer", None),
        ("Software Engineer Intern", "internship"),
        ("Internal Auditor", None),
        ("International Sales", None),
        ("Alternance Data Engineer - Paris H/F", "apprenticeship"),
        ("Frontend Developer (12-month Fixed-term Contract)", "fixed_term"),
        ("Contract Manager", None),
        ("Werkstudent (m/w/d) Marketing", "internship"),
        ("Ausbildung zum Kaufmann", "apprenticeship"),
        ("Technicien intérimaire", "temporary"),
        ("Développeur freelance", "freelance"),
        ("Téléopérateur SIVP", "sivp"),
    ],
)
def test_contract_titles(title: str, code: str | None) -> None:
    assert contract_from_title(title) == code


@pytest.mark.parametrize(
    ("text", "language", "code"),
    [
        ("Localité : Lyon Type de contrat : CDI Niveau : cadre", "fr", "permanent"),
        ("Contrat proposé\n                 : CDI & CDD\nRégion de : Sfax", "fr", "permanent"),
        ("Poste en CDI à pourvoir dès que possible", "fr", "permanent"),
        ("CDD de 6 mois avec possibilité de CDI", "fr", "fixed_term"),
        ("Mission d'intérim de 3 mois", "fr", "temporary"),
        ("4 semaines d'essai pour valider le CDI", "fr", None),
        ("We use CDI beans and CDD checks", "en", None),
        ("Leeds\n£34,320 per year\nPermanent\nFull time\nNEW", "en", "permanent"),
        ("Contract Type: Permanent, 37 hours", "en", "permanent"),
        ("This is a 6-month contract with potential for extension", "en", "fixed_term"),
        ("We offer a permanent position", "en", "permanent"),
        ("Rate £500 per day, outside IR35", "en", "freelance"),
        ("Our internal contracts team negotiates contracts", "en", None),
        ("Wir bieten einen unbefristeten Arbeitsvertrag", "de", "permanent"),
        ("Vertragsart: befristet auf 2 Jahre", "de", "fixed_term"),
        ("نوع العقد: عقد غير محدد المدة", "ar", "permanent"),
    ],
)
def test_contract_texts(text: str, language: str, code: str | None) -> None:
    assert contract_from_text(text, language) == code


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Temps plein", "full_time"), ("FULL_TIME", "full_time"), ("FullTime", "full_time"),
        ("fulltime", "full_time"),
        ("Vollzeit", "full_time"), ("À plein temps", "full_time"), ("دوام كامل", "full_time"),
        ("Temps partiel", "part_time"), ("PART_TIME", "part_time"), ("Mi-temps", "part_time"),
        ("Teilzeit", "part_time"),
        ("دوام جزئي", "part_time"), ("Werkstudent", "part_time"), ("INTERN", None), ("", None),
    ],
)  # fmt: skip
def test_work_time_fields(written: str, code: str | None) -> None:
    assert work_time_from_field([written]) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("This is a full-time position", "full_time"),
        ("CDI temps partiel annualisé", "part_time"),
        ("Full Time or Part Time: Part Time", "part_time"),
        ("Over 175 full-time employees work here", None),
        ("Vollzeit oder Teilzeit", None),
        ("Emploi à temps complet ou temps partiel", None),
    ],
)
def test_work_time_texts(text: str, code: str | None) -> None:
    assert work_time_from_text("Assistant", text) == code


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Entry level", "entry"), ("Débutant accepté", "entry"), ("Berufseinsteiger", "entry"),
        ("مبتدئ", "entry"),
        ("Junior", "junior"), ("Associate", "junior"), ("Confirmé", "mid"), ("mid_level", "mid"),
        ("MidLevel", "mid"),
        ("Senior", "senior"), ("Mid-Senior level", "senior"), ("Director", "executive"), ("Manager", "lead"),
        ("Junior / Confirmé", "junior"), ("C2", None), ("", None),
    ],
)  # fmt: skip
def test_level_fields(written: str, code: str | None) -> None:
    assert level_from_field([written]) == code


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Junior Data Analyst", "junior"), ("Développeur confirmé", "mid"),
        ("Ingénieur Data Sénior", "senior"),
        ("Sr. Data Engineer", "senior"), ("Senior/Principal Engineer", "lead"), ("Tech Lead Java", "lead"),
        ("Lead Generation Specialist", None), ("Chef d'équipe logistique", "lead"),
        ("Teamleiter (m/w/d)", "lead"),
        ("Head of Data", "executive"), ("Directrice des ressources humaines", "executive"),
        ("CTO", "executive"),
        ("Assistante de direction", None), ("Executive Assistant", None), ("Account Executive", None),
        ("Assistant to the Director", None), ("Art Director", None), ("Graduate Software Engineer", "entry"),
        ("Alternance Data Engineer", "entry"), ("Account Manager", None), ("Data Engineer", None),
        ("مطور خبير", "senior"),
        ("Expert-comptable", None), ("Mid-Market Account Executive", None),
    ],
)  # fmt: skip
def test_level_titles(title: str, code: str | None) -> None:
    assert level_from_title(title) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Débutant accepté, formation assurée", "entry"),
        ("No experience required", "entry"),
        ("Auch Quereinsteiger sind willkommen", "entry"),
        ("Vous encadrez des profils juniors", "junior"),
        ("Mentor junior and mid-level engineers", None),
        ("Executives, managers and people in entry-level positions", None),
        ("بدون خبرة", "entry"),
    ],
)
def test_level_texts(text: str, code: str | None) -> None:
    assert level_from_text(text) == code


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Remote", "remote"), ("fulltime", "remote"), ("TELECOMMUTE", "remote"),
        ("Télétravail", "remote"), (True, "remote"),
        ("Hybrid", "hybrid"), ("partial", "hybrid"), ("punctual", "hybrid"),
        ("Télétravail partiel", "hybrid"),
        ("On-site", "onsite"), ("OnSite", "onsite"), ("ON_SITE", "onsite"), ("no", "onsite"),
        ("Présentiel", "onsite"),
        ("عن بعد", "remote"), (False, None), ("unknown", None), ("", None),
    ],
)  # fmt: skip
def test_remote_fields(written: str | bool, code: str | None) -> None:
    assert remote_from_field([written]) == code


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Software Engineer (Remote)", "remote"), ("Developer - Remote/Hybrid", "hybrid"),
        ("Full remote dev", "remote"),
        ("Aide à domicile", None), ("Auxiliaire de vie à domicile", None),
        ("Professeur - A Domicile", "remote"),
        ("Remote Sensing Scientist", None), ("Instructor (On-Site)", "onsite"),
        ("Hybrid Cloud Engineer", None),
        ("Data Engineer", None),
    ],
)  # fmt: skip
def test_remote_titles(title: str, code: str | None) -> None:
    assert remote_from_title(title) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2 jours de télétravail par semaine", "hybrid"),
        ("3 days per week from home", "hybrid"),
        ("London (2 days a week in the office)", "hybrid"),
        ("Télétravail partiel possible", "hybrid"),
        ("1-2 Tage pro Woche Homeoffice", "hybrid"),
        ("Hybrid working model", "hybrid"),
        ("Fully remote, anywhere in the UK", "remote"),
        ("Poste en 100% télétravail", "remote"),
        ("Vollständig remote", "remote"),
        ("العمل عن بعد", "remote"),
        ("Pas de télétravail sur ce poste", "onsite"),
        ("This is an on-campus position (not remote).", "onsite"),
        ("You will teach online and hybrid courses", None),
        ("You build hybrid cloud platforms and manage remote teams", None),
    ],
)
def test_remote_texts(text: str, code: str | None) -> None:
    assert remote_from_text(text) == code


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("3 ans d'expérience minimum", 3.0), ("Vous justifiez d'au moins 3 ans d'expérience", 3.0),
        ("expérience de 2 à 5 ans", 2.0), ("Profil : +3ans d'expériences", 3.0),
        ("deux ans d'expérience", 2.0),
        ("6 mois d'expérience exigés", 0.5), ("débutant accepté", 0.0), ("sans expérience", 0.0),
        ("minimum 5 years of experience", 5.0), ("5+ years building APIs", 5.0),
        ("3-5 years of industrial experience", 3.0),
        ("0-2 years of relevant experience", 0.0), ("at least five years of teaching experience", 5.0),
        ("No experience needed", 0.0), ("Bachelor's degree plus 5-years of relevant experience", 5.0),
        ("mindestens 3 Jahre Berufserfahrung", 3.0), ("zwei Jahre Erfahrung", 2.0),
        ("2 bis 4 Jahre Berufserfahrung", 2.0), ("keine Berufserfahrung erforderlich", 0.0),
        ("خبرة لا تقل عن 3 سنوات", 3.0), ("٥ سنوات خبرة", 5.0), ("خبرة سنتين", 2.0), ("بدون خبرة", 0.0),
        ("Fort de plus de 50 ans d'expérience, le groupe recrute", None),
        ("Depuis 10 ans nous vous accompagnons", None),
        ("We have over 20 years of experience", None), ("For more than 80 years, we have grown", None),
        ("CDD de 2 ans", None), ("Enfants de 3 à 11 ans", None), ("Permis B depuis 2 ans", None),
        ("2 ans d'expérience minimum", 2.0), ("Wenigstens 4 Jahre Praxis", 4.0), ("au moins cinq ans", 5.0),
        ("minimum of three (3) years", 3.0), ("seven (7)+ years of experience", 7.0), ("3 à 5 ans", 3.0),
        ("Profil : 3 à 5 ans", 3.0), ("Expérience requise\nAu moins cinq ans", 5.0),
        ("minimum 2 ans sur un poste similaire", 2.0), ("at least 2 years in a similar role", 2.0),
        ("3-jährige Berufserfahrung", 3.0), ("dreijährige Berufserfahrung", 3.0),
        ("سنتان من الخبرة", 2.0), ("ab 2 Jahren Berufserfahrung", 2.0),
        ("Our ideal candidate has 5+ years of experience", 5.0),
        ("Nous fêtons nos 10 ans d'expérience", None), ("Forts de 12 ans d'expérience", None),
        ("With 12 years of experience, our company grows", None), ("We have over 10 years of experience", None),
        ("Wir haben 10 Jahre Erfahrung", None), ("10 Jahre Erfahrung zeichnen uns aus", None),
        ("عقد لمدة سنتين. خبرة في المبيعات", None),
        ("Durée : au moins 2 ans", None), ("6 month contract (dashboard experience)", None),
        ("18 years or older", None), ("at least 15 years of age", None), ("mindestens 15 Jahre alt", None),
        ("Garde d'enfants de 3 à 5 ans", None), ("available for at least 2 years", None),
        ("3-jährige Ausbildung", None), ("permis B depuis au moins 2 ans", None),
        ("must have lived in the UK for at least 5 years, experience in finance", None),
        ("children 5 years old", None), ("", None), ("1" * 50_000, None), ("a " * 20_000, None),
    ],
)  # fmt: skip
def test_years_in_prose(text: str, years: float | None) -> None:
    assert years_from_text(text) == years


@pytest.mark.parametrize(
    ("written", "years"),
    [
        ("2 An(s)", 2.0), ("3 mois", 0.25), ("Débutant OK", 0.0),
        ("Expérience entre 2 ans et 5 ans et plus", 2.0),
        ("Débutant < 2 ans et plus", 0.0), ("3-5 years", 3.0), ("more than 10 years", 10.0),
        ("أكثر من 3 سنوات", 3.0),
        ("Bac +5", None), ("", None),
    ],
)  # fmt: skip
def test_years_fields(written: str, years: float | None) -> None:
    assert years_from_field(written) == years
