"""Words for contracts and working time."""

from __future__ import annotations

from job_scraper.phrases import Phrases

# What a field named "contract" may hold. A Werkstudent is filed with interns: both are student jobs.
# SIVP, CIVP, CAIP and Karama are the Tunisian subsidised first contracts.
FIELD_WORDS = {
    "permanent": (
        "cdi", "contrat à durée indéterminée", "durée indéterminée", "cdi intérimaire", "cdic", "titulaire",
        "permanent", "permanent contract", "regular", "open ended", "indefinite", "direct hire", "perm",
        "unbefristet", "unbefristete", "unbefristeter", "unbefristetes", "unbefristeten", "festanstellung",
        "feste anstellung", "onbepaalde duur", "vast contract", "tempo indeterminato", "indefinido",
        "عقد غير محدد المدة", "عقد دائم", "دائم", "غير محدد المدة",
    ),
    "fixed_term": (
        "cdd", "contrat à durée déterminée", "durée déterminée", "contractuel", "vie", "cdd insertion",
        "volontariat international", "fixed term", "fixed term contract", "ftc", "contract", "contracted",
        "term contract", "maternity cover", "befristet", "befristete", "befristeter", "befristetes",
        "befristeten", "befristung", "zeitvertrag", "bepaalde duur", "tijdelijk contract",
        "tempo determinato", "عقد محدد المدة", "محدد المدة",
    ),
    "temporary": (
        "intérim", "interim", "intérimaire", "mission intérim", "travail temporaire", "mission temporaire",
        "saisonnier", "saisonnière", "saison", "vacataire", "vacation", "extra", "temporary", "temp",
        "temp to perm", "seasonal", "casual", "zero hours", "zero hour", "0 hours", "bank staff", "per diem",
        "zeitarbeit", "leiharbeit", "arbeitnehmerüberlassung", "aushilfe", "saisonarbeit", "uitzendarbeid",
        "tijdelijk", "مؤقت", "عقد مؤقت", "موسمي",
    ),
    "internship": (
        "stage", "stagiaire", "stages", "pfe", "stage pfe", "projet de fin d'études", "intern", "interns",
        "internship", "internships", "placement", "work placement", "traineeship", "praktikum", "praktikant",
        "praktikantin", "praktika", "pflichtpraktikum", "werkstudent", "werkstudentin", "working student",
        "abschlussarbeit", "تربص", "متربص", "تدريب", "متدرب", "فترة تدريب",
    ),
    "apprenticeship": (
        "alternance", "alternant", "alternante", "apprentissage", "apprenti", "apprentie", "en alternance",
        "contrat d'apprentissage", "contrat de professionnalisation", "professionnalisation", "contrat pro",
        "cont professionnalisation", "apprentice", "apprenticeship", "degree apprenticeship", "ausbildung",
        "ausbildungsplatz", "auszubildende", "auszubildender", "azubi", "duales studium", "lehrling",
        "leercontract", "تكوين مهني", "تلمذة مهنية", "عقد تأهيل",
    ),
    "freelance": (
        "freelance", "freelancer", "free lance", "indépendant", "indépendante", "profession libérale",
        "libéral", "auto entrepreneur", "autoentrepreneur", "micro entrepreneur", "portage salarial",
        "franchise", "agent commercial", "non salarié", "freiberuflich", "freiberufler", "selbstständig",
        "selbständig", "freie mitarbeit", "self employed", "contractor", "contractors", "independent",
        "b2b", "zelfstandig", "مستقل", "عمل حر", "لحسابه الخاص",
    ),
    "sivp": (
        "sivp", "civp", "caip", "karama", "contrat karama", "programme karama", "contrat dignité",
        "stage d'initiation à la vie professionnelle", "contrat d'initiation à la vie professionnelle",
        "contrat d'adaptation et d'insertion professionnelle", "كرامة", "عقد كرامة", "عقد الكرامة",
    ),
}  # fmt: skip
FIELD = Phrases(FIELD_WORDS)

# The codes of the France Travail reference list "typesContrats", and of Careerjet.
CODES = Phrases(
    {
        "permanent": ("DIN", "p"),
        "fixed_term": ("DDI", "DDT", "c"),
        "temporary": ("MIS", "SAI", "TTI", "CCE", "t"),
        "internship": ("i",),
        "freelance": ("LIB", "FRA", "REP"),
    }
)

# Words that mean the contract even in a title; "stage", "contract" and "intern" are not among them.
TITLE = Phrases(
    {
        "permanent": ("cdi", "durée indéterminée", "permanent", "unbefristet", "festanstellung"),
        "fixed_term": ("cdd", "durée déterminée", "fixed term", "ftc", "maternity cover", "befristet"),
        "temporary": ("intérim", "intérimaire", "saisonnier", "temporary", "zero hours", "seasonal"),
        "internship": (
            "stagiaire", "stage pfe", "stage de", "stage en", "offre de stage", "stage fin d'études", "pfe",
            "internship", "praktikum", "praktikant", "praktikantin", "pflichtpraktikum", "werkstudent",
            "werkstudentin", "working student", "placement year", "summer intern", "تربص", "متربص",
        ),
        "apprenticeship": (
            "alternance", "alternant", "alternante", "apprentissage", "apprenti", "apprentie", "apprentice",
            "apprenticeship", "ausbildung", "auszubildende", "auszubildender", "azubi", "duales studium",
            "contrat pro",
        ),
        "freelance": ("freelance", "freelancer", "freiberuflich", "freiberufler", "self employed"),
        "sivp": ("sivp", "civp", "karama", "كرامة"),
    }
)  # fmt: skip

# Whole expressions that mean this offer's contract when they stand anywhere in the text.
PROSE = Phrases(
    {
        "permanent": (
            "en cdi", "poste en cdi", "cdi temps plein", "cdi à pourvoir", "contrat cdi", "un cdi", "cdi basé",
            "contrat à durée indéterminée", "permanent contract", "permanent position", "permanent role",
            "permanent job", "permanent employment", "full time permanent", "permanent full time",
            "unbefristeter arbeitsvertrag", "unbefristeten arbeitsvertrag", "unbefristetes arbeitsverhältnis",
            "unbefristete festanstellung", "in festanstellung", "unbefristete anstellung", "عقد غير محدد المدة",
            "contratto a tempo indeterminato", "contrato indefinido", "contract van onbepaalde duur",
        ),
        "fixed_term": (
            "en cdd", "poste en cdd", "contrat cdd", "un cdd", "cdd de", "contrat à durée déterminée",
            "fixed term contract", "fixed term position", "fixed term role", "month ftc", "months ftc",
            "befristeter arbeitsvertrag", "befristeten arbeitsvertrag", "zunächst befristet",
            "befristet auf", "month contract", "months contract", "contratto a tempo determinato",
            "عقد محدد المدة",
        ),
        "temporary": ("mission d'intérim", "mission intérim", "en intérim", "contrat intérim", "zero hours contract"),
        "internship": (
            "stage de fin d'études", "stage pfe", "stage de 6 mois", "stage de 3 mois", "stage de 4 mois",
            "offre de stage", "en stage", "paid internship", "this internship", "as an intern",
            "summer internship", "months internship", "month internship", "gratification de stage",
        ),
        "apprenticeship": (
            "contrat d'apprentissage", "contrat de professionnalisation", "contrat en alternance",
            "poste en alternance", "en alternance", "this apprenticeship", "level 3 apprenticeship",
        ),
        "freelance": ("mission freelance", "en freelance", "freelance basis", "freelance contract", "outside ir35"),
        "sivp": ("contrat sivp", "contrat civp", "contrat karama", "عقد كرامة"),
    }
)  # fmt: skip

WORK_TIME = Phrases(
    {
        "full_time": (
            "full time", "fulltime", "temps plein", "temps complet", "plein temps", "vollzeit", "voltijds",
            "voltijd", "tempo pieno", "jornada completa", "دوام كامل", "بدوام كامل", "وقت كامل",
        ),
        "part_time": (
            "part time", "parttime", "temps partiel", "mi temps", "teilzeit", "minijob", "mini job", "halbtags",
            "werkstudent", "werkstudentin", "working student", "deeltijds", "deeltijd", "tempo parziale",
            "media jornada", "دوام جزئي", "بدوام جزئي", "نصف دوام",
        ),
    }
)  # fmt: skip
