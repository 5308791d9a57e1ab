"""Given names: groups in which each is another person, though it looks or sounds much like the others."""

from __future__ import annotations

from itertools import combinations

_OTHERS = """
karim karima kamel kamila kamar kenza
amine amina aymen imen amel amani
samir samira samer samar sameh samah samia sami
salim salem selma salima salwa salah salha
malak malek malika moulk
rachid rached rachida rochdi
majid majed mejda majdi
yassine yasmine yasser yosra younes
nabil nabila nebras nabiha
farid farida fares farah fares farouk
jamil jamila jamel joumana jalel
walid wided widad waled wael wafa
nour noura nourane nizar nader nadia nidhal
khaled khalil khalifa kholoud
hamed hamida hamid hamza hamouda
hassen hassiba houssine houssem hosni
rami remi rim rima ramzi rania
hela hedi houda hedia hind
mohamed mahmoud mehdi mohsen mahdia
sahar saher sihem souheil souha
nasser nassar nasr nesrine nasri
zied zeineb zouhair zohra ziyed
mariem marwen maroua mourad marwa
sonia sana sondes sofiene saida said
ali elie alia aliya ala
leila lilia lina lena lamia
chiheb chokri chaima chedli chahd
martin martine marin marina
christian christiane christine christophe
daniel danielle danis
michel michele michal
gabriel gabrielle
jean jeanne jeannot
simon simone
julien julie julienne
julian juliane
fabien fabienne fabian fabiana
"""

_SAME = frozenset(
    {("wided", "widad"), ("farid", "fares"), ("zied", "ziyed"), ("maroua", "marwa"), ("alia", "aliya")}
)

DIFFERENT = tuple(
    pair
    for row in _OTHERS.strip().splitlines()
    for pair in combinations(dict.fromkeys(row.split()), 2)
    if pair not in _SAME
)

# Two spellings of one name, in Latin letters.
_ONE_NAME = """
chiheb chihab|saoussen sawsen|sirine syrine|cyrine sirine|slim selim|nesrine nessrin|kaouther kawther|sihem siham
haykel haykal|jihed jihad|fouad foued|souad soued|zouheir zouhair|bouthaina boutheina|moncef monsef|mounira mounyra
abdelkader abdulkader|abdessalem abdelsalem|abdennour abdelnour|abdelwaheb abdulwaheb|ennaceur naceur
khadija khadidja|ridha rida|mokhtar mokhter|rayen rayan|houssem hossam|marwen marwan|wissem wissam|ikrem ikram
aichaoui aishawi|zghonda zeghonda|mnif menif|ouasli wasli|ghannouchi ghanouchi|dhouib douib|qasmi kasmi|chtioui shtioui
"""
ONE_NAME = tuple(tuple(pair.split()) for row in _ONE_NAME.strip().splitlines() for pair in row.split("|"))
