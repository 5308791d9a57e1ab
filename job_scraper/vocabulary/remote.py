"""Words for where the work is done."""

from __future__ import annotations

from job_scraper.phrases import Phrases

# What a field named "remote" or "workplace" may hold.
FIELD = Phrases(
    {
        "remote": (
            "remote", "fully remote", "full remote", "fulltime", "full", "telecommute", "work from home", "wfh",
            "télétravail", "télétravail total", "télétravail complet", "100 télétravail", "à distance", "distance",
            "homeoffice", "home office", "anywhere", "worldwide", "عن بعد", "عمل عن بعد", "remote only",
        ),
        "hybrid": (
            "hybrid", "hybrid remote", "hybride", "partial", "partiel", "punctual", "occasional", "flexible",
            "télétravail partiel", "télétravail occasionnel", "télétravail ponctuel", "télétravail possible",
            "temporarily remote", "teilweise homeoffice", "homeoffice möglich", "هجين", "مختلط",
        ),
        "onsite": (
            "onsite", "on site", "in office", "in person", "office", "no", "none", "sur site", "sur place",
            "présentiel", "aucun", "pas de télétravail", "non autorisé", "vor ort", "präsenz", "حضوري", "في المكتب",
        ),
    }
)  # fmt: skip

# Words of a title or a location.
TITLE = Phrases(
    {
        "remote": (
            "remote", "fully remote", "full remote", "remote only", "work from home", "wfh", "home based",
            "télétravail", "full télétravail", "100 télétravail", "à distance", "homeoffice", "home office",
            "work from anywhere", "a domicile", "à domicile", "en ligne", "عن بعد", "عن بُعد",
        ),
        "hybrid": (
            "hybrid", "hybride", "hybrid remote", "remote hybrid", "télétravail partiel", "partly remote",
            "partially remote", "teilweise remote", "hybrid working", "hybrides arbeiten", "هجين",
            "remote possible", "télétravail possible",
        ),
        "onsite": ("on site", "onsite", "sur site", "présentiel", "vor ort", "in office", "no remote"),
    }
)  # fmt: skip
# At home is where a home help works, and online is where a shop sells: not signs of distance work there.
TITLE_EXCEPTIONS = (
    "aide a domicile", "auxiliaire de vie", "remote sensing", "garde a domicile", "maintien a domicile",
    "soins a domicile", "aide soignant", "assistant de vie", "assistante de vie", "infirmier", "vente en ligne",
    "garde d enfants", "vendeur", "employe de maison", "employe familial", "menage", "remote support",
)  # fmt: skip

# Whole expressions of the text. Order of meaning is decided by the caller: hybrid, onsite, remote.
PROSE = Phrases(
    {
        "remote": (
            "fully remote", "full remote", "100 remote", "remote first", "remote only", "remote position",
            "remote role", "remote job", "remote opportunity", "this is a remote", "work remotely from anywhere",
            "work from anywhere", "work from home position", "completely remote", "100 work from home",
            "location remote", "100 télétravail", "100 en télétravail", "full télétravail", "télétravail complet",
            "télétravail total", "télétravail à 100", "intégralement en télétravail", "entièrement à distance",
            "entièrement en télétravail", "poste en télétravail", "vollständig remote", "100 homeoffice",
            "komplett remote", "100 home office", "voll remote", "vollzeit remote", "عمل عن بعد", "العمل عن بعد",
            "volledig thuiswerk", "totalmente in remoto", "100 remoto",
        ),
        "hybrid": (
            "hybrid working", "hybrid work", "hybrid role", "hybrid position", "hybrid model", "hybrid remote",
            "hybrid schedule", "hybrid environment", "hybrid basis", "work hybrid", "hybrid location", "hybrid",
            "hybride", "mode hybride", "télétravail partiel", "télétravail possible", "télétravail occasionnel",
            "télétravail ponctuel", "possibilité de télétravail", "politique de télétravail", "jour de télétravail",
            "jours de télétravail", "jours par semaine de télétravail", "jours en télétravail", "télétravail jusqu",
            "jour en télétravail", "télétravail 1 jour", "télétravail 2 jours", "télétravail 3 jours",
            "accord de télétravail", "télétravail régulier", "days remote", "days from home", "days at home",
            "days wfh", "days per week in the office", "days a week in the office", "days in the office",
            "days in office", "days per week onsite", "days onsite", "days on site", "teilweise homeoffice",
            "home office möglich", "homeoffice möglich", "möglichkeit zum homeoffice", "tage homeoffice",
            "tage home office", "mobiles arbeiten", "hybrides arbeiten", "hybrides arbeitsmodell", "عمل هجين",
            "thuiswerk mogelijk", "lavoro ibrido", "modalita ibrida", "modelo híbrido",
        ),
        "onsite": (
            "pas de télétravail", "télétravail non", "no remote", "not remote", "not a remote", "100 on site",
            "fully on site", "fully onsite", "100 onsite", "onsite only", "on site only", "on site position",
            "on site role", "onsite role", "onsite position", "100 présentiel", "en présentiel uniquement",
            "this is an on site", "this is an onsite", "kein homeoffice", "keine remote", "location onsite",
            "office based role", "office based position", "لا يوجد عمل عن بعد",
        ),
    }
)  # fmt: skip
