"""Names of natural languages and the words around them that ask for one, folded as ``fold`` does.

Levels are those of the CEFR; a native speaker is asked for as C2.
"""

from __future__ import annotations

from typing import Final

from job_scraper.fold import word_set

# An English name in front of another noun is an adjective ("the German market").
ENGLISH: Final = {
    "english": "en", "french": "fr", "german": "de", "arabic": "ar", "dutch": "nl", "italian": "it",
    "spanish": "es", "portuguese": "pt", "flemish": "nl", "polish": "pl", "russian": "ru", "chinese": "zh",
    "mandarin": "zh", "japanese": "ja", "turkish": "tr", "romanian": "ro", "swedish": "sv", "danish": "da",
    "norwegian": "no", "czech": "cs", "greek": "el", "hungarian": "hu", "ukrainian": "uk", "welsh": "cy",
}  # fmt: skip
# A French, Italian or Spanish one behind a noun too ("le marché allemand").
ROMANCE: Final = {
    "anglais": "en", "francais": "fr", "allemand": "de", "arabe": "ar", "neerlandais": "nl", "italien": "it",
    "espagnol": "es", "portugais": "pt", "flamand": "nl", "polonais": "pl", "russe": "ru", "chinois": "zh",
    "japonais": "ja", "turc": "tr", "roumain": "ro", "inglese": "en", "francese": "fr", "tedesco": "de",
    "italiano": "it", "spagnolo": "es", "ingles": "en", "frances": "fr", "aleman": "de", "espanol": "es",
}  # fmt: skip
# The feminine forms count only behind "langue".
FEMININE: Final = {
    "anglaise": "en", "francaise": "fr", "allemande": "de", "neerlandaise": "nl", "italienne": "it",
    "espagnole": "es", "portugaise": "pt", "flamande": "nl", "inglesa": "en", "francesa": "fr",
}  # fmt: skip
GERMANIC: Final = {
    "englisch": "en", "franzosisch": "fr", "deutsch": "de", "arabisch": "ar", "niederlandisch": "nl",
    "italienisch": "it", "spanisch": "es", "portugiesisch": "pt", "polnisch": "pl", "russisch": "ru",
    "chinesisch": "zh", "turkisch": "tr", "rumanisch": "ro", "tschechisch": "cs", "schwedisch": "sv",
    "engels": "en", "frans": "fr", "duits": "de", "nederlands": "nl", "spaans": "es", "italiaans": "it",
}  # fmt: skip
_ARABIC = {
    "فرنسيه": "fr", "انجليزيه": "en", "انكليزيه": "en", "المانيه": "de", "عربيه": "ar", "ايطاليه": "it",
    "اسبانيه": "es", "هولنديه": "nl",
}  # fmt: skip
ARABIC: Final = {
    prefix + name: code for name, code in _ARABIC.items() for prefix in ("", "ال", "بال", "وال", "لل", "وبال")
}
COMPOUNDS: Final = {
    name + ending: code
    for name, code in GERMANIC.items()
    for ending in (
        *("kenntnisse", "kenntnissen", "sprachkenntnisse", "sprachkenntnissen", "niveau"),
        *("e sprachkenntnisse", "er sprache", "e sprache", "en sprache"),
    )
}
SPEAKERS: Final = {
    "anglophone": "en", "francophone": "fr", "germanophone": "de", "neerlandophone": "nl", "arabophone": "ar",
    "hispanophone": "es", "italophone": "it",
}  # fmt: skip
# Languages after "bilingue", "tweetalig" are often only coded: "bilingue FR/NL".
CODES: Final = frozenset({"fr", "nl", "en", "de", "ar", "it", "es"})

# What may follow an English name that is not an adjective.
AFTER_ENGLISH: Final = word_set(
    """language languages speaking speaker speakers is are and or as at in for to with both skills skill
    proficiency proficient fluency fluent fluently level required mandatory essential necessary needed
    preferred desirable desired plus an a advanced intermediate native communication written spoken oral
    verbal knowledge would will must minimum min strong good excellent if on by well only communicator
    communicators comprehension writing reading bilingual ability abilities upper basic basics business
    professional working conversational not also fully mother preferably ideally nice c1 c2 b1 b2 a1 a2
    optional but"""
)
# What may stand before a French name that is not an adjective.
BEFORE_FRENCH: Final = word_set(
    """l d le du de en et ou niveau langue langues parle parler parlez parlant maitrise maitriser maitrisez
    bilingue bilingues trilingue courant bon bonne un votre exige exigee lu ecrit connaissances connaissance
    notions pratique pratiquez pratiquant parfaitement couramment tres avec au excellent excellente requis
    e y o di del el il livello nivel impeccable fluent native speak technique comprendre lire ecrire a
    dominio idioma idiomas lingua lingue ottimo buon buono oral"""
)

# The least level first is not needed: the phrase nearest to the language counts.
LEVELS: Final = (
    (
        "C2",
        r"bilingu\w{0,5}|tweetalig\w?|zweisprachig\w{0,2}|trilingu\w{0,2}|native\b(?:[ -]level)?|mother tongue"
        r"|langue maternelle|muttersprach\w{0,9}|madrelingua|moedertaal|اللغه الام",
    ),
    (
        "C1",
        r"fluen\w{1,4}|couran(?:t|te|ts|tes|ment)|couramment|fliessend\w{0,2}|verhandlungssicher\w{0,2}"
        r"|advanced|avancee?s?|fortgeschritten\w{0,2}|full professional|proficien(?:t|cy)|mastery|perfect\w{0,3}"
        r"|excellen\w{1,4}|parfait\w{0,5}|tres bon\w{0,2}|very good|sehr gut\w{0,2}|ausgezeichnet\w{0,2}"
        r"|hervorragend\w{0,2}|exzellent\w{0,2}|maitris\w{1,4}|operationnel\w{0,2}|impeccable|irreprochable"
        r"|professionnel\w{0,2}|fluido|ottim[ao]|vloeiend\w?|uitstekend\w?|zeer goede?"
        r"|بطلاقه|طلاقه|اتقان|يتقن|اجاده|يجيد|ممتاز\w?|متقدم\w?|جيد\w? جدا",
    ),
    (
        "B2",
        r"upper[ -]intermediate|(?:professional|business) working|good|bon|bonne|bons|gute?[nrs]?\b|goede?|buon[ao]?"
        r"|(?:professional|business)(?= (?:level|english|french|german|dutch|proficiency))|business fluent"
        r"|lu,? ?(?:et )?ecrit|in wort und schrift|جيد\w?",
    ),
    ("B1", r"intermedia\w{1,4}|conversational|moyen\w{0,3}|working knowledge|technique|konversation\w{0,8}|متوسط\w?"),
    ("A2", r"basic\w?|notions?|grundkenntnisse\w?|elementa\w{1,4}|scolaire|bases\b|مبادئ|اساسيات"),
)  # fmt: skip

ASKING: Final = (
    r"\ba l'aise|comfortable"
    r"|requir|mandator|\bmust\b|essential|exig|obligatoire|imperati|indispensable|necessaire|necessary|requis"
    r"|erforderlich|voraussetz|voraussgesetzt|zwingend|notwendig|pratiqu|connaissance|niveau|\bparl(?:e|er|ez|ant)\b"
    r"|\bspeak|\bspoken|\bwritten|\bwrite|verbal|\boral|knowledge|command|\bskills?\b|communicat|kenntnis|beherrsch"
    r"|\bsprech|\bsprich|\bschrift|\blangues?\b|\blanguages?\b|\bsprachen?\b|\bspeak(?:er|ing)s?\b|\bniveau|\blevel"
    r"|\becrite?\b|\bkennis\b|beheers|\bspreek|idioma|lingu[ae]|livello|conoscenza|nivel|grasp"
    r"|مطلوب|ضروري|اللغه|لغات|تحدث|يتحدث|كتابه|معرفه"
)
WISHING: Final = (
    r"un (?:vrai |reel |gros |grand |veritable )?plus\b|\batouts?\b|\bapprecie|\bsouhait|\bidealement"
    r"|\b(?:a|an|as|is|are) (?:\w{1,10} )?plus\b|\bplus\s{0,2}\Z|advantag|\basset\b|nice[ -]to[ -]have|\bprefer"
    r"|\bdesir(?:ed|able)|\bbonus\b|\bideally\b|\boptional|\bwelcome\b|beneficial|helpful|\bvorteil"
    r"|wunschenswert|idealerweise|ein plus|gern gesehen|facultati|eventuel|si possible|meerwaarde"
    r"|se valora|valorabil|gradit|deseable|other languages|another language|additional languages?"
    r"|\bany other|autres? langues?|weitere\w? (?:fremd)?sprach|ميزه|يفضل|يستحسن|افضليه"
)
REFUSING: Final = (
    r"\bno(?:t|n)? (?:\w{1,12} )?(?:requir|necess|need|mandator|essential|exig|obligatoire)|\bnicht\b"
    r"|\bkeine?\b|\bpas\b|\bsans\b|\bwithout\b|\bno\b(?=\s{0,2}\Z)|\bnot\b|غير|بدون|\bniet\b|\bgeen\b"
)
# Teaching a language, exams in it and courses offered are no demand to know it, unless a level is named.
TEACHING: Final = (
    r"\bteach|\btutor|\blessons?\b|\bclass(?:es|room)\b|\bcours\b|\bcourses?\b|\bprofesseur|\benseign|unterricht"
    r"|sprachkurs|deutschkurs|englischkurs|\bgcse|\bexam\b|preparation program|\bdegree specific|\besl\b|grammar"
    r"|second language|\bmaths?\b|formations? (?:en|d'|linguist)|grade [a-d]\b|\bversion\b|\bcv\b|lebenslauf"
    r"|\bapply in\b"
)
ELSEWHERE: Final = (
    r"countr|market|marche|pays\b|world|region|customers?\b|client|kunden|raum\b|environ|umfeld|communit|team"
    r"|zone\b|population|audience|users\b"
)
