"""Words for seniority."""

from __future__ import annotations

from job_scraper.phrases import Phrases

# What a field named "level" or "seniority" may hold.
FIELD = Phrases(
    {
        "entry": (
            "entry", "entry level", "intern", "internship", "trainee", "graduate", "student", "no experience",
            "débutant", "débutante", "débutant accepté", "débutant ok", "étudiant", "jeune diplômé", "stagiaire",
            "berufseinsteiger", "berufseinstieg", "absolvent", "student college", "student school", "مبتدئ",
            "حديث التخرج", "بدون خبرة",
        ),
        "junior": ("junior", "jr", "associate", "early career"),
        "mid": (
            "mid", "mid level", "midlevel", "intermediate", "confirmé", "confirmée", "expérimenté", "expérimentée",
            "experienced", "berufserfahren", "mit berufserfahrung", "professional", "متوسط",
        ),
        "senior": ("senior", "sénior", "sr", "mid senior level", "senior level", "expert", "خبير", "أول"),
        "lead": ("lead", "team lead", "principal", "staff", "manager", "supervisor", "teamleitung", "management"),
        "executive": ("executive", "director", "directeur", "c level", "vp", "cadre dirigeant", "geschäftsführung"),
    }
)  # fmt: skip

# Words of a title. "Executive", "manager" and "associate" name jobs of every level, so they are absent.
TITLE = Phrases(
    {
        "entry": (
            "entry level", "trainee", "graduate", "débutant", "débutante", "jeune diplômé", "jeune diplômée",
            "jeunes diplômés", "berufseinsteiger", "berufseinsteigerin", "absolvent", "absolventin", "einsteiger",
            "new grad", "new graduate", "internship", "stagiaire", "praktikum", "praktikant", "praktikantin",
            "alternance", "alternant", "alternante", "apprenti", "apprentie", "apprentice", "ausbildung", "azubi",
            "auszubildende", "auszubildender", "werkstudent", "werkstudentin", "متدرب", "حديث التخرج", "مبتدئ",
        ),
        "junior": ("junior", "jr", "juniors", "ناشئ"),
        "mid": ("confirmé", "confirmée", "confirmés", "mid level", "midlevel", "mid", "intermediate", "expérimenté",
                "expérimentée", "berufserfahren", "berufserfahrene"),
        "senior": ("senior", "sénior", "snr", "sr", "seniors", "expert", "experte", "خبير"),
        "lead": (
            "lead", "tech lead", "team lead", "team leader", "teamleiter", "teamleiterin", "teamleitung", "leader",
            "principal", "staff engineer", "staff software engineer", "staff product", "staff data",
            "chef d'équipe", "cheffe d'équipe", "responsable d'équipe", "supervisor", "superviseur",
            "supervisorin", "gruppenleiter", "abteilungsleiter", "رئيس فريق", "قائد فريق", "مشرف",
        ),
        "executive": (
            "cto", "ceo", "cfo", "coo", "cio", "ciso", "cmo", "cpo", "chief executive officer", "chief of staff",
            "chief technology officer", "chief financial officer", "chief operating officer", "director",
            "chief product officer", "chief information officer", "chief data officer", "vice president", "vp",
            "svp", "head of", "directeur", "directrice", "dg", "daf", "dsi", "drh", "geschäftsführer",
            "geschäftsführerin", "direktor", "direktorin", "bereichsleiter", "hauptabteilungsleiter", "مدير عام",
        ),
    }
)  # fmt: skip

# Title expressions that contain a level word without meaning the level.
TITLE_EXCEPTIONS = (
    "lead generation", "leads", "lead gen", "assistant de direction", "assistante de direction", "mid market",
    "senior living", "senior care", "seniors", "personnes agées", "executive assistant", "staff nurse",
    "assistant director", "art director", "principal investigator", "opinion leader", "aide a domicile seniors",
)  # fmt: skip

# Whole expressions of the text that name the level of the person wanted.
PROSE = Phrases(
    {
        "entry": (
            "débutant accepté", "débutants acceptés", "débutante acceptée", "débutant e accepté e", "débutant ok",
            "débutants bienvenus", "ouvert aux débutants", "jeune diplômé accepté", "jeunes diplômés acceptés",
            "sans expérience", "no experience required", "no experience necessary", "no prior experience",
            "no previous experience", "entry level", "recent graduates", "new graduates welcome", "fresh graduates",
            "berufseinsteiger willkommen", "auch für berufseinsteiger", "keine berufserfahrung erforderlich",
            "quereinsteiger willkommen", "auch quereinsteiger", "بدون خبرة", "حديثي التخرج", "لا تشترط الخبرة",
            "seniority level entry level", "etudiant jeune diplômé",
        ),
        "junior": ("profil junior", "profils juniors", "seniority level associate", "junior level"),
        "mid": ("profil confirmé", "profils confirmés", "mid level", "mid career"),
        "senior": ("profil senior", "profils seniors", "profil expérimenté", "senior level", "mid senior level"),
        "executive": ("seniority level director", "seniority level executive"),
    }
)  # fmt: skip
