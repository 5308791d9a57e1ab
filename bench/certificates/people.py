"""Invented people: the name on the certificate, how a CV writes it, and who is taken for them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Person:
    """``written`` is the name in full; ``on_cv`` are other ways to write it; ``others`` are somebody else."""

    written: str
    on_cv: tuple[str, ...]
    others: tuple[str, ...]
    arabic: str = ""


PEOPLE = (
    Person(
        "Mohamed Amine Ben Salah",
        ("Mohammed Amine Bensalah", "BEN SALAH Mohamed Amine", "Amine Ben Salah"),
        ("Mohamed Sami Ben Salah", "Amina Ben Salah", "Mohamed Amine Ben Saad"),
        "محمد أمين بن صالح",
    ),
    Person(
        "Leïla Trabelsi",
        ("Leila Trabelsi", "TRABELSI Leïla", "Layla Trabelsi"),
        ("Lamia Trabelsi", "Dalila Trabelsi", "Leïla Gharbi"),
        "ليلى الطرابلسي",
    ),
    Person(
        "Youssef Gharbi",
        ("Youssef GHARBI", "Gharbi Youssef", "Yousef Gharbi"),
        ("Yassine Gharbi", "Youssef Jebali", "Yosra Gharbi"),
        "يوسف الغربي",
    ),
    Person(
        "Mariem Jebali",
        ("Meriem Jebali", "Jebali Mariem", "Mariem JBALI"),
        ("Marwen Jebali", "Mariem Jebri", "Maha Jebali"),
        "مريم الجبالي",
    ),
    Person(
        "Karim Bouzid",
        ("KARIM BOUZID", "Bouzid Karim", "Krim Bouzid"),
        ("Karima Bouzid", "Karim Bouazizi", "Kais Bouzid"),
        "كريم بوزيد",
    ),
    Person(
        "Salma Hamdi",
        ("Hamdi Salma", "SALMA HAMDI", "Selma Hamdi"),
        ("Salim Hamdi", "Salma Hamrouni", "Samia Hamdi"),
        "سلمى الحمدي",
    ),
    Person(
        "Khaled Ayari",
        ("Khalid Ayari", "AYARI Khaled", "Khaled Ayeri"),
        ("Khalil Ayari", "Khaled Ayadi", "Walid Ayari"),
        "خالد العياري",
    ),
    Person(
        "Élodie Marchand",
        ("Elodie Marchand", "MARCHAND Élodie", "Elodie MARCHAND"),
        ("Élise Marchand", "Élodie Marchetti", "Eloïse Marchand"),
        "إيلودي مارشان",
    ),
    Person(
        "Jean-Baptiste Lefèvre",
        ("Jean Baptiste Lefevre", "LEFEVRE Jean-Baptiste", "Jean-Baptiste LEFÈVRE"),
        ("Jean-Bernard Lefèvre", "Baptiste Lefort", "Jeanne Lefèvre"),
        "",
    ),
    Person(
        "Anna-Lena Vogt",
        ("Anna Lena Vogt", "VOGT Anna-Lena", "Vogt, Anna-Lena"),
        ("Anna-Maria Vogt", "Anna-Lena Voigt", "Hanna Vogt"),
        "",
    ),
    Person(
        "Jürgen Köhler",
        ("Juergen Koehler", "KÖHLER Jürgen", "Jurgen Kohler"),
        ("Jörg Köhler", "Jürgen Kessler", "Jutta Köhler"),
        "",
    ),
    Person(
        "Olivia Harcourt",
        ("Olivia HARCOURT", "Harcourt, Olivia", "HARCOURT Olivia"),
        ("Oliver Harcourt", "Olivia Harding", "Sylvia Harcourt"),
        "",
    ),
    # From here on only in layouts that are held back.
    Person(
        "Nour El Houda Mejri",
        ("Nour Elhouda Mejri", "MEJRI Nour El Houda", "Nour El Houda MEJRI"),
        ("Nour El Yakine Mejri", "Nada Mejri", "Nour El Houda Mejdoub"),
        "نور الهدى الماجري",
    ),
    Person(
        "Abdelkader Zouari",
        ("Abd El Kader Zouari", "ZOUARI Abdelkader", "Abdelkader ZOUARI"),
        ("Abdelkarim Zouari", "Abdelkader Zoghlami", "Badis Zouari"),
        "عبد القادر الزواري",
    ),
    Person(
        "Hédi Chaabane",
        ("Hedi Chaabane", "CHAABANE Hédi", "Hedi Chaâbane"),
        ("Hela Chaabane", "Hédi Chaari", "Fedi Chaabane"),
        "الهادي شعبان",
    ),
    Person(
        "Sirine Ouali",
        ("Syrine Ouali", "Ouali Sirine", "Sirine OUALI"),
        ("Sabrine Ouali", "Sirine Oueslati", "Narjes Ouali"),
        "سيرين الوالي",
    ),
    Person(
        "Chiheb Mabrouk",
        ("Chihab Mabrouk", "MABROUK Chiheb", "Chiheb MABROUK"),
        ("Chokri Mabrouk", "Chiheb Mabrouki", "Wassim Mabrouk"),
        "شهاب مبروك",
    ),
    Person(
        "Saoussen Ferchichi",
        ("Sawsen Ferchichi", "FERCHICHI Saoussen", "Saoussen FERCHICHI"),
        ("Sameh Ferchichi", "Saoussen Fersi", "Samar Ferchichi"),
        "سوسن الفرشيشي",
    ),
    Person(
        "Aurélie Dumoulin",
        ("Aurelie Dumoulin", "DUMOULIN Aurélie", "Dumoulin, Aurélie"),
        ("Amélie Dumoulin", "Aurélie Dumont", "Aurélien Dumoulin"),
    ),
    Person(
        "Matthias Großmann",
        ("Matthias Grossmann", "GROSSMANN Matthias", "Großmann, Matthias"),
        ("Markus Großmann", "Matthias Hofmann", "Mathilda Großmann"),
    ),
    Person(
        "Catherine O'Donnell",
        ("Catherine O’Donnell", "O'DONNELL Catherine", "Catherine ODonnell"),
        ("Christine O'Donnell", "Catherine O'Connell", "Caitlin O'Donnell"),
    ),
    Person(
        "Pieter Van den Broeck",
        ("Pieter Vandenbroeck", "VAN DEN BROECK Pieter", "Pieter van den Broeck"),
        ("Pauline Van den Broeck", "Pieter Van den Bosch", "Koen Van den Broeck"),
    ),
    # From here on only in the layouts that are held back now.
    Person(
        "Oussama Ben Hamouda",
        ("Osama Ben Hammouda", "BENHAMOUDA Oussama", "Oussema Ben Hamouda"),
        ("Oussama Ben Hamida", "Oumaima Ben Hamouda", "Anis Ben Hamouda"),
        "أسامة بن حمودة",
    ),
    Person(
        "Hayfa Mhiri",
        ("Haifa Mhiri", "MHIRI Hayfa", "Haïfa Mehiri"),
        ("Hanen Mhiri", "Haythem Mhiri", "Hayfa Mhadhbi"),
        "هيفاء المهيري",
    ),
    Person(
        "Ghofrane Kacem",
        ("Ghofran Kacem", "KACEM Ghofrane", "Ghoufrane Kassem"),
        ("Ghazi Kacem", "Ghofrane Kaouach", "Sofiane Kacem"),
        "غفران قاسم",
    ),
    Person(
        "Abderraouf Chouikha",
        ("Abd Erraouf Chouikha", "CHOUIKHA Abderraouf", "Abderraouf Chwikha"),
        ("Abderrahim Chouikha", "Abderraouf Chouaieb", "Raoudha Chouikha"),
        "عبد الرؤوف شويخة",
    ),
    Person(
        "Wided Belhassen",
        ("Widad Belhassen", "BELHASSEN Wided", "Wided Bel Hassen"),
        ("Wijden Belhassen", "Wided Belhadj", "Walid Belhassen"),
        "وداد بلحسن",
    ),
    Person(
        "Emna Dhaouadi",
        ("Amna Dhaouadi", "DHAOUADI Emna", "Emna Dhawadi"),
        ("Imen Dhaouadi", "Emna Dhahri", "Amine Dhaouadi"),
        "آمنة الذوادي",
    ),
    Person(
        "Mohamed Aziz Hammami",
        ("Med Aziz Hammami", "HAMMAMI Mohamed Aziz", "Mohammed Aziz Hamami"),
        ("Mohamed Adam Hammami", "Aziza Hammami", "Mohamed Aziz Hamdani"),
        "محمد عزيز الحمامي",
    ),
    Person(
        "Fatma Zahra Bennani",
        ("Fatima Zahra Bennani", "BENNANI Fatma-Zahra", "Fatma Ezzahra Bennani"),
        ("Fatma Yasmine Bennani", "Fatma Zahra Bennaceur", "Salma Bennani"),
        "فاطمة الزهراء بناني",
    ),
    Person(
        "Yacine Meziane",
        ("Yassine Meziane", "MEZIANE Yacine", "Yacine Mezian"),
        ("Yasmine Meziane", "Yacine Mezhoud", "Yanis Meziane"),
        "ياسين مزيان",
    ),
    Person(
        "Bechir Nasraoui",
        ("Béchir Nasraoui", "NASRAOUI Bechir", "Bachir Nasrawi"),
        ("Bochra Nasraoui", "Bechir Nasri", "Bachar Nasraoui"),
        "البشير النصراوي",
    ),
    Person(
        "Gwenaëlle Le Goff",
        ("Gwenaelle LE GOFF", "Le Goff, Gwenaëlle", "Gwenaëlle Legoff"),
        ("Gwenaël Le Goff", "Gwenaëlle Le Gall", "Gaëlle Le Goff"),
    ),
    Person(
        "François-Xavier Deschênes",
        ("Francois-Xavier Deschenes", "DESCHÊNES François-Xavier", "François Xavier Deschênes"),
        ("Françoise Deschênes", "François-Xavier Deschamps", "Xavière Deschênes"),
    ),
    Person(
        "Jörn Weißhaupt",
        ("Joern Weisshaupt", "WEISSHAUPT Jörn", "Weißhaupt, Jörn"),
        ("Jörg Weißhaupt", "Jörn Weißmann", "Björn Weißhaupt"),
    ),
    Person(
        "Käthe Schröder-Lange",
        ("Kaethe Schroeder-Lange", "SCHRÖDER-LANGE Käthe", "Schröder-Lange, Käthe"),
        ("Käthe Schröter-Lange", "Karla Schröder-Lange", "Kathrin Schröder-Lange"),
    ),
    Person(
        "Siobhán McAllister",
        ("Siobhan McAllister", "MCALLISTER Siobhan", "McAllister, Siobhán"),
        ("Sinéad McAllister", "Siobhán McAllen", "Shane McAllister"),
    ),
    Person(
        "Elif Yıldırım",
        ("Elif Yildirim", "YILDIRIM Elif", "Yıldırım, Elif"),
        ("Esra Yıldırım", "Elif Yıldız", "Emre Yıldırım"),
    ),
    Person(
        "Łukasz Nowicki",
        ("Lukasz Nowicki", "NOWICKI Łukasz", "Nowicki, Łukasz"),
        ("Łucja Nowicka", "Łukasz Nowak", "Tomasz Nowicki"),
    ),
    Person(
        "Thomas van der Meulen",
        ("Thomas Vandermeulen", "VAN DER MEULEN Thomas", "van der Meulen, Thomas"),
        ("Thomas van der Meersch", "Theo van der Meulen", "Timo van der Meulen"),
    ),
)
