"""How names are spelled in Latin and Arabic letters, folded as ``fold`` does.

Each line is one name: its Arabic spellings, then the Latin ones that mean the same name.
"""

from __future__ import annotations

_NAMES = """
محمد = mohamed mohammed muhammad mohammad muhammed mohamad mouhamed mohamd mehmed md med
احمد = ahmed ahmad ahmet
محمود = mahmoud mahmud mahmood
حامد = hamed
حميد = hamid hamide
عبدالله عبد_الله = abdallah abdullah abdalla abdellah
عبدالرحمن عبد_الرحمن عبدالرحمان = abderrahmane abderrahman abdelrahman abdulrahman abdurrahman abdrahman
عبدالكريم = abdelkarim abdelkrim abdulkarim abdelkerim
عبدالعزيز = abdelaziz abdulaziz abdelazize
عبدالقادر = abdelkader abdulkader abdelqader abdulqadir
عبداللطيف = abdellatif abdullatif abdelatif
عبدالمجيد = abdelmajid abdulmajid abdelmagid abdelmejid
عبدالحميد = abdelhamid abdulhamid
عبدالسلام = abdessalem abdesselem abdelsalam abdulsalam abdesslem abdessalam
علي = ali aly
عمر = omar umar omer
عمار = ammar amar
عثمان = othman othmane osman uthman otman
حسن = hassan hasan hassen hacen hacene
حسين = hussein hussain hossein hocine houcine husain houssein hussayn
خالد = khaled khalid khaleed
خليل = khalil khelil
يوسف = youssef yousef yusuf yousuf youcef joussef yussef yosef
ياسين = yassine yasin yassin yacine yasine
ياسر = yasser yaser yassir yasir
ياسمين = yasmine yasmin yasmeen yassmine jasmine
يحيي = yahya yahia yehia
ابراهيم = ibrahim brahim ebrahim ibrahem
اسماعيل = ismail ismael smail esmail
امين = amine amin ameen
امينه = amina amena emina
ايمن = aymen ayman aimen aymane
ايمان = imen iman imane emen
انس = anas anass anes
انيس = anis aniss anice
اسامه = oussama osama usama oussema
اسماء = asma asmaa esma
اميره = amira ameera emira
امل = amal amel
امال = amel amal emel
سلمي = salma selma
سليم = slim salim selim saleem
سالم = salem selem
سلام = salam selam
سامي = sami samy
سامر = samer
سمير = samir sameer
سميره = samira sameera
سميه = soumaya sumaya soumaia somaya
ساره = sarah sara
سناء = sana sanaa sena
سعيد = said saeed saed
سفيان = sofiane sofien soufiane sofyen sufyan soufiene
سيف = seif saif sayf
شكري = chokri shokri choukri
صالح = salah saleh salih
صالحه = salha
صلاح = salah slah saleh
طارق = tarek tariq tarak tareq tarik
طاهر = taher tahar tahir
عادل = adel adil
عائشه = aicha aisha aycha ayesha
عفاف = afef afaf
غاده = ghada
فاطمه = fatma fatima fatimah fatema fatouma
فارس = fares faris feres
فوزي = faouzi fawzi fouzi fawzy
فيصل = faycal faisal faysal feisal
كريم = karim kareem krim kerim
كمال = kamel kamal kemal
لطفي = lotfi lutfi lotfy
ليلي = leila layla laila leyla leïla
مالك = malek malik
مبارك = mbarek mubarak
مبروك = mabrouk mabruk
مروان = marwan marouane marwen maroun merouane
مريم = mariem maryam meriem meryem myriam mariam miriam
مصطفي = mustapha mustafa moustafa mostafa mostapha moustapha
منصور = mansour mansur mansoor
مني = mouna mona muna
منير = mounir munir monir
مهدي = mehdi mahdi mahdy
نادر = nader nadir
ناديه = nadia nadya nedia
ناصر = nasser naceur nasir naser nacer
نبيل = nabil nebil nabeel
نجلاء = najla nejla
نور = nour noor nur
نورالدين نور_الدين = noureddine nourredine nureddin nouredine noreddine
هادي = hedi hadi hady
هاجر = hajer hajar hager
هشام = hichem hicham hisham hichame
هيثم = haythem haitham haytham haithem
وسيم = wassim wasim ouassim
وليد = walid waleed oualid
رامي = rami ramy
رانيا رانيه = rania ranya raniya
رشيد = rachid rashid racheed
رضا = ridha reda rida ridah
رمزي = ramzi ramzy
زينب = zeineb zaineb zaynab zeinab zineb zainab
زياد = zied ziad zyed ziyad
زهراء = zahra zohra
خديجه = khadija khadidja khadijah khedija
جمال = jamel jamal djamel gamal
جميله = jamila djamila jamilah
حاتم = hatem hatim
حبيب = habib hbib
حياه = hayet hayat
بلال = bilel bilal belal
بشير = bechir bachir bashir
بسام = bassam
باسم = bassem basem basim
ثامر = thameur thamer
حنان = hanen hanan hanene hanane
نوال = nawel nawal naouel naoual nawell
منال = manel manal
جلال = jalel jalal jelel djalel djalal
نجاه = najet najat nejet
ادم = adem adam
غسان = ghassen ghassan
الياس = elyes ilyes elias ilyas ilias elyas
انور = anouar anwar anouer
شيماء = chaima chayma shaima cheima
هدي = houda hoda huda
صابر = saber sabeur sabir
جابر = jaber jabeur
ماهر = maher meher
رياض = riadh riad riyad ryadh
ريان = rayan rayen rayane rayene
عبدو = abdou abdo
دنيا = donia dounia dunia
درصاف = dorsaf dorsef
قيس = kais qais kays qays
معز = moez moaz mouez
عزالدين عز_الدين = ezzeddine azzedine ezzedine azeddine ezzeddin
بدرالدين بدر_الدين = badreddine badredine bedreddine
صلاحالدين صلاح_الدين = salaheddine salahdine saladin slaheddine
طرابلسي = trabelsi traboulsi trabelssi
غربي = gharbi
شرقي = chargui sharqi cherqui
جبالي = jebali jbali djebali
هاني = hani hany
هاشمي = hachemi hashemi hachmi hashimi
قاسمي = kasmi gasmi kacemi guesmi qasimi qassimi
عياري = ayari ayeri
دريدي = dridi
مزوغي = mzoughi mezoughi
بوزيد = bouzid bouzied
شابي = chebbi chabbi shabbi
زواري = zouari zwari
ورغي = ouerghi werghi
فرجاني = ferjani fergani
سعيدي = saidi
مثلوثي = methlouthi
حمدي = hamdi hamdy
عمري = amri omri
مرزوقي = marzouki marzougui
بلحاج = belhaj belhadj bel_haj
"""


def _table() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """By Arabic spelling its Latin ones; by Latin spelling all that can be the same name."""
    latin_of: dict[str, frozenset[str]] = {}
    same: dict[str, frozenset[str]] = {}
    for row in _NAMES.strip().splitlines():
        arabic, _, latin = row.partition("=")
        spellings = frozenset(latin.replace("_", "").split())
        for name in arabic.replace("_", "").split():
            latin_of[name] = spellings
        for name in spellings:
            same[name] = same.get(name, frozenset()) | spellings
    return latin_of, same


LATIN_OF, SAME_LATIN = _table()

# Letters of the Arabic script as they are written in French and English, regular expressions.
LETTERS = {
    "ا": "(?:aa?|e)",
    "ب": "(?:bb?|p)",
    "ت": "tt?",
    "ث": "(?:th|t|s)",
    "ج": "(?:dj|jj?|gu?|dg)",
    "ح": "hh?",
    "خ": "(?:kh|k|h)",
    "د": "dd?",
    "ذ": "(?:dh|th|d|z)",
    "ر": "rr?",
    "ز": "zz?",
    "س": "(?:ss?|c)",
    "ش": "(?:ch|sh)",
    "ص": "ss?",
    "ض": "(?:dh|d)",
    "ط": "tt?",
    "ظ": "(?:dh|d|z)",
    "ع": "(?:aa?|i|o|e|')?",
    "غ": "(?:gh|g|r)",
    "ف": "(?:ff?|ph)",
    "ق": "(?:kk?|q|g|c|gu)",
    "ك": "(?:kk?|c)",
    "ل": "ll?",
    "م": "mm?",
    "ن": "nn?",
    "ه": "(?:hh?|ah?|a|et|e)?",
    "و": "(?:oua?|oo|ou|o|u|w|v)",
    "ي": "(?:ii?|ee|y|ai|ay|ei|ey)",
    "ء": "",
    "ئ": "(?:i|y|e)?",
    "ؤ": "(?:ou|o|u)?",
    "پ": "p",
    "ڤ": "v",
    "ڨ": "g",
    "گ": "g",
}
SHORT = "[aeiou]{0,2}"  # vowels that are not written
SHORT_LATER = (
    "(?:[ae]{1,2}|ou?|u)?"  # after the first syllable no "i": that would be a long one, which is written
)
