"""Issuers of certificates by the names they go by, folded. Facts; the first name is the one shown.

``PLATFORMS`` carry courses of others: "Google via Coursera" is issued by Google.
"""

from __future__ import annotations

_ISSUERS = """
Coursera | coursera
edX | edx
Udemy | udemy
Udacity | udacity
LinkedIn Learning | linkedin learning | linkedin | lynda
OpenClassrooms | openclassrooms | open classrooms
FutureLearn | futurelearn
FUN MOOC | fun mooc | france universite numerique
DataCamp | datacamp
Codecademy | codecademy
freeCodeCamp | freecodecamp
Pluralsight | pluralsight
Alison | alison
Khan Academy | khan academy
Credly | credly
Google | google
Amazon Web Services | amazon web services | aws
Microsoft | microsoft
IBM | ibm
Meta | meta
Cisco | cisco | cisco networking academy | netacad
Oracle | oracle
SAP | sap
Red Hat | red hat | redhat
Salesforce | salesforce | trailhead
HubSpot | hubspot
DeepLearning.AI | deeplearning ai | deep learning ai
Stanford University | stanford university | stanford
University of Michigan | university of michigan
Duke University | duke university
Harvard University | harvard university | harvardx
Massachusetts Institute of Technology | massachusetts institute of technology | mit
Johns Hopkins University | johns hopkins university
Imperial College London | imperial college london
Linux Foundation | linux foundation | the linux foundation
Linux Professional Institute | linux professional institute | lpi
HashiCorp | hashicorp
Atlassian | atlassian
MongoDB | mongodb
Databricks | databricks
Snowflake | snowflake
Docker | docker
CompTIA | comptia
ISC2 | isc2 | (isc)2
ISACA | isaca
EC-Council | ec council
Project Management Institute | project management institute | pmi
Scrum.org | scrum org
Scrum Alliance | scrum alliance
Axelos | axelos
PeopleCert | peoplecert
ISTQB | istqb | gtb | gasq
TÜV | tuv | tuv sud | tuv rheinland | tuv nord
AFNOR | afnor
AFPA | afpa
CNAM | cnam | conservatoire national des arts et metiers
Pix | pix
Isograd | isograd | tosa
ETS | ets | educational testing service | ets global
British Council | british council
IDP | idp | idp education
Cambridge | cambridge assessment english | cambridge english | cambridge university press assessment
Goethe-Institut | goethe institut | معهد غوته
telc | telc | telc ggmbh
TestDaF-Institut | testdaf institut | testdaf
France Éducation international | france education international | ciep
Ministère de l'Éducation nationale | ministere de l education nationale
CCI Paris Île-de-France | cci paris ile de france | le francais des affaires
Institut français | institut francais | المعهد الفرنسي
Alliance française | alliance francaise
Instituto Cervantes | instituto cervantes
Österreichisches Sprachdiplom | osd
IHK | ihk | industrie und handelskammer
HWK | hwk | handwerkskammer
Volkshochschule | volkshochschule | vhs
Croix-Rouge française | croix rouge francaise
Deutsches Rotes Kreuz | deutsches rotes kreuz | drk
Croissant-Rouge tunisien | croissant rouge tunisien | الهلال الاحمر التونسي
Université de Tunis El Manar | universite de tunis el manar | جامعه تونس المنار
Université de Tunis | universite de tunis | جامعه تونس
Université de Carthage | universite de carthage | جامعه قرطاج
Université de Sfax | universite de sfax | جامعه صفاقس
Université de Sousse | universite de sousse | جامعه سوسه
Université de la Manouba | universite de la manouba | جامعه منوبه
Université de Monastir | universite de monastir | جامعه المنستير
ATFP | atfp | agence tunisienne de la formation professionnelle | الوكاله التونسيه للتكوين المهني
Sorbonne Université | sorbonne universite
Université Paris-Saclay | universite paris saclay
Technische Universität Berlin | technische universitat berlin | tu berlin
Technische Universität München | technische universitat munchen | tum
Freie Universität Berlin | freie universitat berlin
Université libre de Bruxelles | universite libre de bruxelles | ulb
KU Leuven | ku leuven
"""

PLATFORMS = frozenset(
    {"Coursera", "edX", "Udemy", "LinkedIn Learning", "FutureLearn", "FUN MOOC", "Credly", "PeopleCert"}
)

# Names that are everyday words too: only one that begins with a capital, outside of a title, is an issuer.
AMBIGUOUS = frozenset(
    {"meta", "pix", "osd", "mit", "ets", "sap", "alison", "stanford", "docker", "snowflake", "tum"}
)

# Whose certificate it is when no issuer is named, by a word of the title.
_IMPLIED = """
aws = Amazon Web Services
azure = Microsoft
psm = Scrum.org
pspo = Scrum.org
pmp = Project Management Institute
capm = Project Management Institute
ccna = Cisco
ccnp = Cisco
istqb = ISTQB
itil = PeopleCert
toeic = ETS
toefl = ETS
goethe = Goethe-Institut
telc = telc
testdaf = TestDaF-Institut
comptia = CompTIA
rhcsa = Red Hat
cissp = ISC2
cisa = ISACA
pix = Pix
tosa = Isograd
"""


def _names() -> dict[str, tuple[str, ...]]:
    rows = (row.split(" | ") for row in _ISSUERS.strip().splitlines())
    return {shown.strip(): tuple(name.strip() for name in names) for shown, *names in rows}


NAMES = _names()
IMPLIED = {word: owner for word, _, owner in (row.partition(" = ") for row in _IMPLIED.strip().splitlines())}
