"""Words of pay: currencies, periods, bounds, and what looks like pay but is not."""

from __future__ import annotations

CURRENCY_WORDS = {
    "EUR": ("€", "euros", "euro", "eur", "keur", "يورو"),
    "GBP": ("£", "gbp", "pounds sterling", "pounds", "sterling", "livres sterling"),
    "TND": (
        *("tnd", "dt", "dinars tunisiens", "dinar tunisien", "dinars", "dinar"),
        *("دينار تونسي", "دينار", "د.ت", "د ت"),
    ),
    "USD": ("us$", "$", "usd", "dollars", "dollar"),
    "CHF": ("chf", "sfr", "francs suisses", "franken"),
    "MAD": ("mad", "dirhams", "dh"),
    "DZD": ("dzd",),
    "CAD": ("cad", "ca$"),
    "PLN": ("pln", "zl"),
    "SEK": ("sek",),
    "DKK": ("dkk",),
    "AED": ("aed",),
    "INR": ("inr", "₹"),
}  # fmt: skip

# Codes a currency field may hold.
CURRENCY_CODES = frozenset(CURRENCY_WORDS) | {
    "NOK",
    "CZK",
    "HUF",
    "RON",
    "JPY",
    "AUD",
    "NZD",
    "SGD",
    "SAR",
    "QAR",
}

# Regular expressions over folded text. Weekly pay is turned into yearly pay by 52.
PERIOD_PATTERNS = {
    "hour": (
        r"(?:/|(?<!\w)(?:par|de l'|l'|per|an|a|each|pro|je|die)) {0,2}(?:heure|hour|hr|stunde|std)s?\b|/ ?h\b"
        r"|\bp/h\b|\bph\b"
        r"|\bp\.h\.|\bhoraires?\b|\bhourly\b|\bstundenlohn\b|\bstundlich\b|ساعه"
    ),
    "day": (
        r"(?:/|(?<!\w)(?:par|per|a|pro|je)) {0,2}(?:jour|day|tag)\b|/ ?j\b|\bp/d\b|\bpd\b|\btjm\b"
        r"|\bjournalier\b|\bdaily\b"
        r"|\bday rate\b|\btagessatz\b|\btaglich\b|يوميا|في اليوم|باليوم|/ ?يوم"
    ),
    "week": (
        r"(?:/|(?<!\w)(?:par|per|a|pro|je)) {0,2}(?:semaine|week|wk|woche)\b|(?<!h )(?<!heures )\bhebdomadaire\b"
        r"|\bweekly\b(?! hours)|\bwochentlich\b"
        r"|\bpw\b|اسبوعيا|في الاسبوع"
    ),
    "month": (
        r"(?:/|(?<!\w)(?:par|per|a|pro|im|je|p)) {0,2}(?:mois|month|mo|mth|monat|m)\b|\bmensuel(?:le)?s?\b"
        r"|\bmensuellement\b"
        r"|\bmonthly\b|\bpcm\b|\bmonatlich\w{0,2}\b|\bmonatsgehalt\b|\bmtl\b|شهري|في الشهر|بالشهر|/ ?شهر"
    ),
    "year": (
        r"(?:/|(?<!\w)(?:par|per|a|pro|im|l')) {0,2}(?:an|annee|year|yr|annum|jahr)\b|\bp\. ?a\b|\bp/a\b|\bpa\b|/ ?y\b"
        r"|\bannuel(?:le)?s?\b|\bannuellement\b|\bannual(?:ly)?\b|\byearly\b|\bjahrlich\w{0,2}\b"
        r"|\bbrutto im jahr\b"
        r"|\bjahresgehalt\b|\bjahresbrutto\w{0,6}\b|\bbrutto/jahr\b|سنوي|في السنه|/ ?سنه"
    ),
}  # fmt: skip
# "sur 13 mois", "x 13,5", "13 Monatsgehälter": how many monthly wages a year has, over folded text.
WAGES_A_YEAR = (
    r"(?:(?:\bsur|\bover|\bpar an sur|\bpaye\w{0,2} sur|\bpaid over|[x*]) {0,2}(?P<wages>1[2-6](?:[.,]\d{1,2})?)"
    r" {0,2}(?:mois|months|salaires|mensualites|monate|monatsgehalter|gehalter)\b"
    r"|(?<![\d.,])(?P<named>1[2-6](?:[.,]\d{1,2})?) {0,2}(?:monatsgehalter|gehalter|monthly salaries))"
)
PERIOD_FIELD = {
    "hour": "h hour hourly hr per_hour heure horaire stunde stundenlohn taux_horaire par_heure",
    "day": "d day daily per_day jour journalier tag tjm par_jour",
    "week": "w week weekly per_week semaine hebdomadaire woche par_semaine",
    "month": "m month monthly per_month mois mensuel monat monatlich par_mois",
    "year": "y a year yearly yr annual annually per_year annum per_annum an annuel annee par_an jahr",
}

TOP_WORDS = (
    r"(?:jusqu'a|jusque|up to|upto|bis zu|bis|max|max\.|maximum|maximal|plafond|au plus|at most"
    r"|حتي|الي غايه|[يت]صل الي|لا يتجاوز|بحد اقصي|<)"
)
FLOOR_WORDS = (
    r"(?:a partir de|a partir d'|des|from|ab|min|min\.|minimum|mindestens|starting at|starts at"
    r"|starting from|au moins"
    r"|at least|plus de|more than|over|ابتداء من|انطلاقا من|بدايه من|لا يقل عن|من|>)"
)
PAY_WORDS = (
    r"salaire|remuneration|salary|salaries|\bpay\b|\bpaid\b|compensation|gehalt|vergutung|\blohn\b|verdienst|brut\b"
    r"|brutto|gross\b|\bpackage\b|\btjm\b|day rate|daily rate|hourly rate|\brate\b|\bwage"
    r"|gratification|indemnite"
    r"|\bote\b|\bbase\b|fixe\b|stundenlohn|entgelt|stipendio|retribuzione|salario|\bral\b|راتب|اجر|مرتب"
    r"|tagessatz|stundensatz|(?:in|out)side ir35"
)
NOT_PAY_WORDS = (
    r"chiffre d'affaires|\bca de\b|turnover|revenue|umsatz|budget|capital|levee|funding|raised"
    r"|investi|fundraising"
    r"|\bprimes?\b|\bbonus(?:es)?\b|pramie|allowance|cooptation|referral|referred|ticket|\brepas\b|mutuelle|cheque"
    r"|\bcse\b|subvention|sign-on|signing|relocation|stipend for|voucher|reimburse|rembours|discount"
    r"|insurance"
    r"|pension|contribution|\bfonds\b|\bfunds\b|donat|\bassets\b|portfolio|market cap|valuation"
    r"|million|milliard"
    r"|billion|\bbn\b|\bmds\b|\bmio\b|teletravail|equipment|tuition|training budget|learning"
    r"|wellness|guthaben"
    r"|zuschuss|gutschein|sachbezug|\bsaved?\b|save up|\b401"
    r"|\bdeals?\b|cagnotte"
)
# Lowest and highest believable amount; dinars have their own, being worth about a third of a euro.
BOUNDS = {
    "hour": (3, 500), "day": (30, 4_000), "month": (200, 60_000), "year": (4_000, 1_500_000),
}  # fmt: skip
BOUNDS_TND = {
    "hour": (2, 300), "day": (15, 3_000), "month": (150, 60_000), "year": (2_000, 600_000),
}  # fmt: skip
