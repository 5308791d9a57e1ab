"""Words that name an occupation, an employer or a kind of contract, folded, in four languages.

They tell the title of a job from its company and a headline from a name. A word counts when a token
equals it or, from five letters on, ends with it, which covers German compounds ("Softwareentwickler")
and the lost blanks of careless PDF files ("PROJECTMANAGER").
"""

from __future__ import annotations

import re
from functools import lru_cache

from app.core.cv.fold import words

_TITLES = """
candidate doktorand doktorandin
abteilungsleiter accountant acheteur acheteuse actor actress actuary admin administrateur
administrator administratrice adviser advisor advocate agent agente aide altenpfleger altenpflegerin
alternant alternante ambulancier analyst analyste analytiker angestellte angestellter animateur
animator animatrice anwalt apotheker apprenti apprentice apprentie arbeiter arbeiterin architect
architecte architektin artisan artist arzt arzthelferin arztin assistant assistante assistentin
associate attache attachee attendant attorney auditeur auditor auditrice aushilfe
aussendienstmitarbeiter auszubildende auszubildender author auxiliaire avocat avocate azubi backer
baker banker barber barista barman bartender bauleiter beamter beauftragter beautician berater
beraterin betreuer betreuerin bilanzbuchhalter biologist bookkeeper boucher boulanger broker
buchhalter buchhalterin builder buroassistentin burokauffrau burokaufmann butcher buyer cadre
caissier caissiere caregiver carer caretaker cariste carpenter cashier ceo cfo chairman charge
chargee chauffeur chauffeuse checker chef cheffe chefkoch chemist chercheur chercheuse chief
chirurgien cleaner clerk cmo coach coiffeur coiffeuse collaborateur collaboratrice collector
commander commercial commerciale commissioner comptable concepteur conceptrice concierge conducteur
conductor conductrice conseiller conseillere consultant consultante contractor controleur
controleuse controller coo cook coordinateur coordinator coordinatrice coordonnateur copywriter
correspondent counsel counsellor counselor courier couturier cto cuisinier cuisiniere curator
dachdecker dancer dealer decorateur delegue deleguee dentist dentiste deputy designer dessinateur
dessinatrice detective dev developer developpeur developpeuse devops dietician dietitian directeur
director directrice dispatcher disponent doctor doctorant doctorante documentaliste dolmetscher
dozent dressmaker driver economist economiste editeur editor educateur educator educatrice einkaufer
electrician electricien electromecanicien elektriker elektroinstallateur elektroniker employe
employee encadrant engineer enseignant enseignante entrepreneur entwickler entwicklerin equipier
erzieher erzieherin estheticienne estimator etudiant etudiante examiner executive expert experte
fachangestellte fachangestellter fachinformatiker fachkraft facilitator facteur fahrer farmer fellow
filialleiter firefighter fitter florist fondateur fondatrice foreman formateur formatrice founder
fraiseur freelance freelancer freiberufler frigoriste fuhrungskraft gardener gardien gartner
generalist geologist gerant gerante geschaftsfuhrer geschaftsfuhrerin geselle gesellin gestalter
gestionnaire grafiker grafikerin graphiste gruppenleiter guard guide hairdresser handyman
hausmeister head helfer helferin hilfskraft historian hostess hote hotesse housekeeper infirmier
infirmiere infographiste informaticien informaticienne informatiker informatikerin ingenieur
ingenieure ingenieurin inspecteur inspector inspectrice installateur installer instituteur
institutrice instructor integrateur intern internee interprete interpreter investigator janitor
journalist journaliste judge juriste kassierer kassiererin kauffrau kaufmann kellner kellnerin
kinesitherapeute koch kochin konstrukteur koordinator koordinatorin krankenpfleger krankenpflegerin
krankenschwester kundenberater kundenbetreuer laborant laborantin laborantine laborer labourer
lackierer lagerarbeiter lagerist lagermitarbeiter lawyer lead leader lecturer lehrer lehrerin
lehrkraft leiter leiterin librarian lifeguard livreur logistiker machinist machiniste macon
magasinier maid maler manager manger manutentionnaire marketeer marketer mason maurer mecanicien
mecanicienne mecatronicien mechanic mechaniker mechatroniker medecin meister mentor menuisier
menuisiere merchandiser merchant metreur midwife mitarbeiter mitarbeiterin model moniteur monitrice
monteur musician nanny negotiator notaire nurse officer operateur operative operator operatrice
opticien orthophoniste ouvrier ouvriere owner packer padagoge painter paralegal paramedic partner
pastor patissier peintre pflegefachkraft pflegehelfer pfleger pflegerin pharmacien pharmacienne
pharmacist photographe photographer physician physicist physiotherapeut physiotherapist pilot
planner plombier plumber polier porter postdoc practitioner praktikant praktikantin preparateur
preparatrice prepose president principal producer produktmanager professeur professeure professor
programmer programmeur programmierer projektleiter projektleiterin projektmanager promoter promoteur
prufer psychologist psychologue publicist publisher puericultrice receptionist receptionniste
recruiter redacteur redactrice redakteur redakteurin reinigungskraft releveur rep reparateur
reporter representant representative researcher responsable restaurantfachmann reviewer roofer
sachbearbeiter sachbearbeiterin sailor salesman salesperson saleswoman schichtleiter schlosser
schreiner schweisser scientist secretaire secretary sekretar sekretarin sergeant server serveur
serveuse servicekraft shipper singer soignant soignante soldier soudeur soudeuse sozialarbeiter
sozialpadagoge specialist spezialist spezialistin stage stagiaire standardiste statistician
steuerberater steuerfachangestellte steward stockbroker storekeeper storeman strategist student
studentin stukkateur superintendent superviseur superviseure supervisor surgeon surveillant surveyor
systemadministrator tailleur tailor teacher teamleiter tech technician technicien technicienne
techniker technikerin technologist teleconseiller teleconseillere teleoperateur teleoperatrice
televendeur teller tester testeur therapist tischler tourneur trader traducteur traductrice trainee
trainer translator treasurer tutor typist ubersetzer underwriter usher vendeur vendeuse verkaufer
verkauferin vertreter vertriebsmitarbeiter verwalter veterinaire veterinarian videographer vigile
volontar volunteer vp waiter waitress warehouseman watchman webdesigner webmaster welder werkstudent
werkstudentin wirtschaftsprufer wissenschaftler worker writer zeichner zerspanungsmechaniker اخصائي
اخصائيه استاذ استاذه بائع بائعه باحث باحثه تاجر تقني تقنيه حارس حداد خبير خبيره رئيس رئيسه سائق سباك
سكرتير سكرتيره صحفي صحفيه صيدلانيه صيدلي طالب طالبه طباخ طبيب طبيبه عامل عامله فني فنيه كاتب كاتبه
كهربائي مبرمج مبرمجه متدرب متدربه متربص متربصه مترجم مترجمه محاسب محاسبه محام محامي محاميه محلل
محلله مدرب مدربه مدرس مدرسه مدير مديره مراجع مراقب مراقبه مساعد مساعده مستشار مستشاره مسوول مسووله
مشرف مشرفه مصمم مصممه مطور مطوره معلم معلمه مقاول ممرض ممرضه مندوب مندوبه منسق منسقه مهندس مهندسه
موظف موظفه نادل نجار
"""
_COMPANIES = """
sarl sas sasu sa suarl eurl sci gmbh mbh ag kg ohg ug ltd limited llc llp inc corp corporation plc
bv nv sprl srl asbl vzw co company companyname group groupe gruppe holding societe ste entreprise
cabinet agence banque bank caisse assurance assurances insurance clinique clinic hopital hospital
klinik klinikum krankenhaus chu universite university universitat hochschule institut institute
ecole school college lycee faculte laboratoire laboratory ministere ministry municipalite mairie
commune office solutions technologies consulting services systems labs studio studios industries
industrie international hotel restaurant pharmacie pharmacy usine association foundation fondation
verein stiftung behorde amt gemeinde stadtverwaltung bibliothek chain airlines airways telecom
telecoms partners partnership trust council nhs store stores supermarket supermarche shop boutique
garage atelier factory logistics logistique transport transports construction motors software
digital agency شركه موسسه بنك مصرف مستشفي مصحه عياده جامعه معهد كليه مدرسه وزاره بلديه مجموعه مكتب
جمعيه مصنع فندق مطعم صيدليه مخبر
"""
_CONTRACTS = """
cdi cdd cvp sivp civp karama interim temps plein partiel full part time fulltime parttime contract
contrat permanent temporary fixed term freelance alternance apprentissage apprenticeship internship
stage stagiaire intern vollzeit teilzeit befristet unbefristet praktikum werkstudent remote
teletravail hybrid hybride onsite home office pfe ete summer d de a en the of fin etudes projet mois
months ans years عقد دوام كامل جزئي saisonnier seasonal vacation vacataire job hourly wage salary
hours week per
"""
TITLE_WORDS = frozenset(_TITLES.split())
COMPANY_WORDS = frozenset(_COMPANIES.split())
CONTRACT_WORDS = frozenset(_CONTRACTS.split())
_GERMAN_FORMS = re.compile(r"(?<!\w)(?:eG|e\.\s?V\.|KGaA|GbR|PartG)(?!\w)")  # "e.g." is none
_SHORTEST_ENDING = 5
_ENDING_LENGTHS = sorted({len(word) for word in TITLE_WORDS if len(word) >= _SHORTEST_ENDING})
_NOT_ENDINGS = frozenset({"agent", "guard", "model", "guide", "judge", "actor", "owner", "buyer", "baker"})


@lru_cache(maxsize=8192)
def is_title_word(word: str) -> bool:
    """``word`` is folded."""
    if word in TITLE_WORDS or word.removesuffix("s") in TITLE_WORDS:
        return True
    if word.startswith("ال") and word[2:] in TITLE_WORDS:
        return True
    return any(
        len(word) > size and word[-size:] in TITLE_WORDS and word[-size:] not in _NOT_ENDINGS
        for size in _ENDING_LENGTHS
    )


def count_title_words(text: str) -> int:
    return sum(map(is_title_word, words(text)))


def count_company_words(text: str) -> int:
    return sum(word in COMPANY_WORDS for word in words(text)) + len(_GERMAN_FORMS.findall(text))


def is_contract_only(text: str) -> bool:
    """ "CDI", "Full-time", "Stage de 6 mois": says how, not what."""
    listed = words(text)
    return bool(listed) and all(word in CONTRACT_WORDS or word.isdigit() for word in listed)
