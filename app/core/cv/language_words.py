"""Names of natural languages and words for levels in English, French, German and Arabic, folded.

Levels follow the CEFR. Tests are mapped by their publishers' tables: TOEIC listening and reading
(945 C1, 785 B2, 550 B1, 225 A2), IELTS (7 C1, 5.5 B2, 4 B1), TOEFL iBT (95 C1, 72 B2, 42 B1).
"""

from __future__ import annotations

_NAMES = {
    "fr": "french francais francaise franzosisch frans الفرنسيه فرنسيه فرنساوي",
    "en": "english anglais anglaise englisch engels "
    "الانجليزيه انجليزيه الانكليزيه انكليزيه الانقليزيه انقليزيه",
    "de": "german allemand allemande deutsch duits الالمانيه المانيه",
    "ar": "arabic arabe arabisch العربيه عربيه",
    "it": "italian italien italienne italienisch italiano الايطاليه ايطاليه",
    "es": "spanish espagnol espagnole spanisch espanol castellano الاسبانيه اسبانيه",
    "pt": "portuguese portugais portugaise portugiesisch البرتغاليه برتغاليه",
    "nl": "dutch neerlandais neerlandaise niederlandisch nederlands flemish flamand الهولنديه هولنديه",
    "tr": "turkish turc turque turkisch التركيه تركيه",
    "ru": "russian russe russisch الروسيه روسيه",
    "zh": "chinese chinois chinoise chinesisch mandarin cantonese الصينيه صينيه",
    "ja": "japanese japonais japonaise japanisch اليابانيه يابانيه",
    "ko": "korean coreen coreenne koreanisch الكوريه كوريه",
    "pl": "polish polonais polonaise polnisch البولنديه",
    "ro": "romanian roumain roumaine rumanisch الرومانيه",
    "cs": "czech tcheque tschechisch",
    "el": "greek grec grecque griechisch اليونانيه",
    "sv": "swedish suedois suedoise schwedisch السويديه",
    "no": "norwegian norvegien norvegienne norwegisch",
    "da": "danish danois danoise danisch",
    "fi": "finnish finnois finnoise finnisch",
    "hu": "hungarian hongrois hongroise ungarisch",
    "uk": "ukrainian ukrainien ukrainienne ukrainisch",
    "bg": "bulgarian bulgare bulgarisch",
    "sr": "serbian serbe serbisch",
    "hr": "croatian croate kroatisch",
    "sq": "albanian albanais albanaise albanisch",
    "he": "hebrew hebreu hebraisch العبريه",
    "fa": "persian persan farsi persisch الفارسيه",
    "hi": "hindi الهنديه",
    "ur": "urdu ourdou",
    "bn": "bengali",
    "pa": "punjabi panjabi",
    "ta": "tamil tamoul",
    "ber": "berber berbere tamazight amazigh kabyle berberisch الامازيغيه امازيغيه",
    "ku": "kurdish kurde kurdisch الكرديه",
    "sw": "swahili kiswahili",
    "wo": "wolof",
    "la": "latin latein",
    "vi": "vietnamese vietnamien vietnamesisch",
    "th": "thai",
    "id": "indonesian indonesien",
    "ms": "malay",
    "tl": "tagalog filipino",
    "cy": "welsh gallois walisisch",
    "lb": "luxembourgish luxembourgeois luxemburgisch",
    "ca": "catalan katalanisch",
    "hy": "armenian armenien armenienne armenisch",
}
LANGUAGE_CODE = {name: code for code, names in _NAMES.items() for name in names.split()}

_LEVELS = {
    "native": """native;native speaker;native language;native or bilingual;
        native or bilingual proficiency;mother tongue;first language;maternelle;maternel;
        langue maternelle;natif;langue natale;muttersprache;muttersprachler;muttersprachlich;
        muttersprachliche;muttersprachniveau;moedertaal;الام;اللغه الام;لغه ام;لغه الام""",
    "C2": """c2;bilingual;bilingue;bilingualism;mastery;near native;near-native;zweisprachig;
        bilingual proficiency;ثنائي اللغه""",
    "C1": """c1;fluent;fluently;fluency;fluent in;courant;courante;couramment;
        lu, ecrit, parle couramment;fliessend;fließend;verhandlungssicher;verhandlungssichere;
        advanced;avance;avancee;fortgeschritten;proficient;proficiency in;
        full professional proficiency;full professional;excellent;excellente;tres bien;tres bon;
        tres bonne;tres bon niveau;very good;sehr gut;sehr gute;sehr gute kenntnisse;maitrise;
        maitrisee;parfaite maitrise;maitrise parfaite;bonne maitrise;professional;
        niveau professionnel;operationnel;professionnel;professionnelle;vloeiend;طلاقه;بطلاقه;
        ممتاز;ممتازه;متقدم;متقدمه;جيد جدا;جيده جدا""",
    "B2": """b2;upper intermediate;upper-intermediate;professional working proficiency;
        professional working;good;bon;bonne;bien;bon niveau;good command;good knowledge;gut;gute;
        gute kenntnisse;lu, ecrit, parle;lu ecrit parle;lu, parle, ecrit;lu parle ecrit;
        lu/ecrit/parle;lu, ecrit et parle;in wort und schrift;goed;جيد;جيده""",
    "B1": """b1;intermediate;intermediaire;moyen;moyenne;niveau moyen;conversational;
        working knowledge;limited working proficiency;limited working;mittel;mittelstufe;
        konversationssicher;technique;anglais technique;fair;satisfactory;متوسط;متوسطه;مقبول""",
    "A2": """a2;basic;basics;basic knowledge;elementary;elementaire;elementary proficiency;notions;
        notion;pre-intermediate;pre intermediate;scolaire;niveau scolaire;grundkenntnisse;
        grundlagen;schulkenntnisse;basiskenntnisse;bases;pratique de base;اساسيات;مبادئ;اساسي;
        ضعيف""",
    "A1": """a1;beginner;debutant;debutante;anfanger;novice;faux debutant;مبتدئ;مبتدي""",
}
LEVEL_OF = {
    " ".join(phrase.split()): level for level, phrases in _LEVELS.items() for phrase in phrases.split(";")
}
TESTS = {
    "toeic": ((945, "C1"), (785, "B2"), (550, "B1"), (225, "A2")),
    "toefl": ((95, "C1"), (72, "B2"), (42, "B1")),
    "ielts": ((7, "C1"), (5.5, "B2"), (4, "B1")),
}
