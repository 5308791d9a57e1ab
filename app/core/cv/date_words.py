"""The words of dates in English, French, German, Arabic and Dutch, folded as ``fold`` does.

Arabic months come in three families: Maghrebi (جانفي), Gulf and Egyptian (يناير), Levantine (كانون الثاني).
"""

from __future__ import annotations

_MONTHS = {
    1: "january januar januari janvier jan janv janner جانفي يناير ينار كانون_الثاني",
    2: "february februar februari fevrier feb febr fev fevr feber فيفري فبراير شباط",
    3: "march marz maerz mars maart mar mrz مارس اذار مارت",
    4: "april avril apr avr افريل ابريل نيسان",
    5: "may mai mei ماي مايو ايار",
    6: "june juni juin jun جوان يونيو يونيه حزيران",
    7: "july juli juillet jul juil جويليه يوليو يوليه يوليوز تموز",
    8: "august augustus aout aug اوت اغسطس غشت اب",
    9: "september septembre sept sep سبتمبر شتنبر ايلول",
    10: "october oktober octobre oct okt اكتوبر تشرين_الاول",
    11: "november novembre nov نوفمبر نونبر تشرين_الثاني",
    12: "december dezember decembre dec dez ديسمبر دجنبر كانون_الاول",
}
MONTH_NUMBER = {name.replace("_", " "): number for number, names in _MONTHS.items() for name in names.split()}

_SEASONS = {
    4: "spring printemps fruhjahr fruhling الربيع ربيع lente",
    7: "summer ete sommer sommersemester الصيف صيف صائفه zomer",
    10: "autumn fall automne herbst الخريف خريف herfst",
    1: "winter hiver wintersemester الشتاء شتاء",
}
SEASON_MONTH = {name: month for month, names in _SEASONS.items() for name in names.split()}

# Months that are the middle of what is meant: "early 2019", "mi-2020", "Ende 2021".
_PARTS = {
    2: "early debut anfang اوايل بدايه beginning",
    6: "mid mi mitte منتصف",
    11: "late end fin ende اواخر نهايه",
}
PART_MONTH = {name: month for month, names in _PARTS.items() for name in names.split()}

NOW = (
    "present",
    "presently",
    "to date",
    "till date",
    "current",
    "currently",
    "now",
    "today",
    "ongoing",
    "on going",
    "on-going",
    "in progress",
    "aujourd'hui",
    "aujourdhui",
    "ce jour",
    "nos jours",
    "actuel",
    "actuelle",
    "actuellement",
    "maintenant",
    "en cours",
    "en poste",
    "heute",
    "jetzt",
    "aktuell",
    "laufend",
    "dato",
    "gegenwart",
    "derzeit",
    "heden",
    "nu",
    "الان",
    "حاليا",
    "حالي",
    "اليوم",
    "يومنا هذا",
    "الحاضر",
    "الوقت الحالي",
    "تاريخه",
)
UNTIL = (
    *("to", "until", "untill", "till", "til", "thru", "through", "up to", "upto"),
    *("a", "au", "jusqu'a", "jusqu'au", "jusqu'en", "jusque"),
    *("bis", "bis zum", "bis zur", "tot", "t/m", "tot en met"),
    *("الي", "حتي", "لغايه", "الي غايه", "و حتي", "وحتي", "والي"),
)
SINCE = (
    *("since", "from", "as of", "starting", "depuis", "dep.", "a partir de", "a compter de", "des"),
    *("seit", "ab", "von", "vom", "sinds", "vanaf", "منذ", "من", "ابتداء من", "بدءا من"),
)
BEFORE = ("du", "de", "d'", "between", "entre", "zwischen", "في", "خلال", "in", "en", "im", "le")
YEAR_UNITS = "years year yrs yr ans an annees annee jahre jahren jahr سنوات سنه سنين عام اعوام jaar"
MONTH_UNITS = "months month mos mois monate monaten monat اشهر شهور شهرا شهر maanden maand"
ARABIC_DUALS = {"سنتان": 24, "سنتين": 24, "عامين": 24, "عامان": 24, "شهران": 2, "شهرين": 2}
