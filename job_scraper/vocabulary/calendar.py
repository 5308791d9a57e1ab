"""Month names, time units and number words of dates in French, English, German and Arabic."""

from __future__ import annotations

from job_scraper.fold import fold

_MONTHS = (
    "janvier janv january jan januar jänner يناير جانفي كانون_الثاني",
    "février févr fév february feb februar فبراير فيفري شباط",
    "mars mar march märz maerz مارس آذار",
    "avril avr april apr أبريل أفريل نيسان",
    "mai may مايو ماي أيار",
    "juin june jun juni يونيو جوان حزيران",
    "juillet juil july jul juli يوليو جويلية تموز",
    "août aout august aug أغسطس أوت آب",
    "septembre sept september sep سبتمبر أيلول",
    "octobre oct october oktober okt أكتوبر تشرين_الأول",
    "novembre nov november نوفمبر تشرين_الثاني",
    "décembre déc december dec dezember dez ديسمبر كانون_الأول",
)
MONTHS = {
    fold(name).replace("_", " "): number for number, names in enumerate(_MONTHS, 1) for name in names.split()
}

_UNITS = {
    1 / 60: "seconde secondes sec second seconds secs sekunde sekunden s ثانية ثواني ثوان",
    1: "minute minutes min mins mn minuten دقيقة دقائق",
    60: "heure heures h hour hours hr hrs stunde stunden std ساعة ساعات",
    60 * 24: "jour jours j day days d tag tage tagen t يوم أيام يوما",
    60 * 24 * 7: "semaine semaines sem week weeks wk w woche wochen أسبوع أسابيع",
    60 * 24 * 30: "mois month months mo monat monate monaten شهر أشهر شهور شهرا",
    60 * 24 * 365: "an ans année années year years yr yrs y jahr jahre jahren سنة سنوات عام أعوام",
}
# Minutes in each unit; a month counts 30 days and a year 365.
UNITS = {fold(name): minutes for minutes, names in _UNITS.items() for name in names.split()}
ARABIC_DUALS = {
    fold(name): minutes
    for name, minutes in {
        "دقيقتين": 1, "ساعتين": 60, "يومين": 60 * 24, "أسبوعين": 60 * 24 * 7, "شهرين": 60 * 24 * 30,
        "سنتين": 60 * 24 * 365, "عامين": 60 * 24 * 365,
    }.items()
}  # fmt: skip

_NUMBERS = (
    "un une a an one ein eine einem einer eines واحد",
    "deux two zwei اثنين",
    "trois three drei ثلاثة ثلاث",
    "quatre four vier أربعة أربع",
    "cinq five fünf خمسة خمس",
    "six sechs ستة ست",
    "sept seven sieben سبعة سبع",
    "huit eight acht ثمانية ثماني",
    "neuf nine neun تسعة تسع",
    "dix ten zehn عشرة عشر",
)
NUMBERS = {fold(name): number for number, names in enumerate(_NUMBERS, 1) for name in names.split()}

# Days before today.
NAMED_DAYS = {
    fold(name): days
    for days, names in {
        0: "aujourd'hui|today|heute|اليوم|just now|just posted|à l'instant|maintenant|gerade eben|الآن|jetzt",
        1: "hier|yesterday|gestern|أمس|البارحة",
        2: "avant-hier|vorgestern|أول أمس",
    }.items()
    for name in names.split("|")
}
