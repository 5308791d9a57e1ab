"""Words that name an occupation, an employer or a kind of contract, folded, in four languages.

They tell the title of a job from its company and a headline from a name. A word counts when a token
equals it or, from five letters on, ends with it, which covers German compounds ("Softwareentwickler")
and the lost blanks of careless PDF files ("PROJECTMANAGER").
"""

from __future__ import annotations

from functools import lru_cache

from app.core.cv.fold import words

_TITLES = """
accountant accounting-clerk actor actress actuary administrator admin advisor adviser advocate agent analyst
animator apprentice architect artist assistant associate attendant attorney auditor author baker banker barber
barista bartender beautician biologist bookkeeper broker builder butcher buyer carer caregiver caretaker
carpenter cashier ceo cfo chairman chauffeur checker chef chemist chief clerk cleaner cmo coach collector
commander commissioner concierge conductor consultant contractor controller cook coo coordinator co-ordinator
copywriter correspondent counsel counselor counsellor courier cto curator dancer dealer dentist deputy designer
detective developer dev devops dietitian dietician director dispatcher doctor dressmaker driver economist editor
educator electrician engineer entrepreneur estimator examiner executive expert facilitator farmer fellow
firefighter fitter florist foreman founder freelancer gardener generalist geologist guard guide hairdresser
handyman head historian hostess housekeeper inspector installer instructor intern internee interpreter
investigator janitor journalist judge laborer labourer lawyer lead leader lecturer librarian lifeguard
machinist maid manager marketer marketeer mason mechanic mentor merchandiser merchant midwife model musician
nanny negotiator nurse officer operative operator owner packer painter paralegal paramedic partner pastor
pharmacist photographer physician physicist physiotherapist pilot planner plumber police-officer porter
postdoc practitioner president principal producer professor programmer promoter psychologist publicist publisher
receptionist recruiter rep reporter representative researcher reviewer roofer sailor salesman salesperson
saleswoman scientist secretary sergeant server shipper singer soldier specialist statistician steward
stockbroker storekeeper strategist student supervisor surgeon surveyor tailor teacher technician technologist
teller tester therapist trader trainee trainer translator treasurer tutor typist underwriter usher veterinarian
videographer vp waiter waitress warehouseman watchman welder worker writer storeman tech superintendent
manger volunteer
acheteur acheteuse administrateur administratrice agente aide aide-soignant aide-soignante alternant alternante
ambulancier analyste animateur animatrice apprenti apprentie architecte artisan assistante attache attachee
auditeur auditrice auxiliaire avocat avocate barman boucher boulanger cadre caissier caissiere cariste
charge chargee chauffeuse chef cheffe chercheur chercheuse chirurgien coiffeur coiffeuse collaborateur
collaboratrice commercial commerciale comptable concepteur conceptrice conducteur conductrice conseiller
conseillere consultante controleur controleuse coordinateur coordinatrice coordonnateur couturier cuisinier
cuisiniere data-scientist decorateur delegue deleguee dentiste dessinateur dessinatrice developpeur
developpeuse directeur directrice doctorant doctorante documentaliste economiste editeur educateur educatrice
electricien electromecanicien employe employee encadrant enseignant enseignante entrepreneur equipier estheticienne
etudiant etudiante experte facteur femme-de-menage fondateur fondatrice formateur formatrice fraiseur
frigoriste gardien gerant gerante gestionnaire graphiste guide hote hotesse infirmier infirmiere
infographiste informaticien informaticienne ingenieur ingenieure inspecteur inspectrice installateur
instituteur institutrice integrateur interprete journaliste juriste kinesitherapeute laborantin laborantine
livreur machiniste macon magasinier maitre-nageur manutentionnaire mecanicien mecanicienne mecatronicien medecin
menuisier menuisiere metreur moniteur monitrice monteur notaire operateur operatrice opticien orthophoniste
ouvrier ouvriere patissier peintre pharmacien pharmacienne photographe plombier preparateur preparatrice prepose
professeur professeure programmeur promoteur psychologue puericultrice receptionniste redacteur redactrice
releveur reparateur representant responsable sage-femme secretaire serveur serveuse soudeur soudeuse
sous-chef stagiaire standardiste superviseur superviseure surveillant tailleur technicien technicienne
technico-commercial teleconseiller teleconseillere teleoperateur teleoperatrice televendeur testeur tourneur traducteur
traductrice vendeur vendeuse veterinaire vigile webmaster webdesigner developpement-web stage freelance
abteilungsleiter administrator altenpfleger altenpflegerin analytiker angestellte angestellter anwalt apotheker
arbeiter arbeiterin architektin arzt arztin arzthelferin assistentin aushilfe aussendienstmitarbeiter
auszubildende auszubildender azubi backer bauleiter beamter beauftragter berater beraterin betreuer betreuerin
bilanzbuchhalter buchhalter buchhalterin buroassistentin burokauffrau burokaufmann chefkoch dachdecker
disponent dolmetscher dozent einkaufer elektriker elektroniker elektroinstallateur entwickler entwicklerin
erzieher erzieherin fachangestellte fachangestellter fachinformatiker fachkraft fahrer filialleiter
freiberufler fuhrungskraft gartner geschaftsfuhrer geschaftsfuhrerin gesellin geselle gestalter gruppenleiter
grafiker grafikerin helfer helferin hilfskraft hausmeister ingenieur ingenieurin informatiker informatikerin
installateur journalist kassierer kassiererin kauffrau kaufmann kellner kellnerin koch kochin
konstrukteur koordinator koordinatorin krankenpfleger krankenpflegerin krankenschwester kundenberater
kundenbetreuer lackierer lagerist lagerarbeiter lagermitarbeiter laborant lehrer lehrerin lehrkraft leiter leiterin
logistiker maler maurer mechaniker mechatroniker meister mitarbeiter mitarbeiterin monteur padagoge
pfleger pflegerin pflegefachkraft pflegehelfer physiotherapeut polier praktikant praktikantin produktmanager
programmierer projektleiter projektleiterin projektmanager prufer redakteur redakteurin reinigungskraft
restaurantfachmann sachbearbeiter sachbearbeiterin schichtleiter schlosser schreiner schweisser sekretar
sekretarin servicekraft sozialarbeiter sozialpadagoge spezialist spezialistin steuerberater steuerfachangestellte
student studentin stukkateur systemadministrator teamleiter techniker technikerin tester tischler trainer
ubersetzer verkaufer verkauferin vertreter vertriebsmitarbeiter verwalter volontar werkstudent werkstudentin
wirtschaftsprufer wissenschaftler zeichner zerspanungsmechaniker
مهندس مهندسه مطور مطوره مبرمج مبرمجه محاسب محاسبه مدير مديره رئيس رئيسه مسوول مسووله مساعد مساعده تقني تقنيه فني
فنيه استاذ استاذه معلم معلمه مدرس مدرسه مدرب مدربه طبيب طبيبه ممرض ممرضه صيدلي صيدلانيه محام محامي محاميه سائق
بائع بائعه مندوب مندوبه موظف موظفه كاتب كاتبه سكرتير سكرتيره مصمم مصممه مستشار مستشاره محلل محلله باحث
باحثه متربص متربصه متدرب متدربه عامل عامله مشرف مشرفه مراقب مراقبه كهربائي نجار حداد سباك طباخ نادل مترجم
مترجمه صحفي صحفيه منسق منسقه اخصائي اخصائيه خبير خبيره تاجر مقاول مراجع طالب طالبه حارس
"""
_COMPANIES = """
sarl sas sasu sa suarl eurl sci gmbh mbh ag kg ohg ug ltd limited llc llp inc corp corporation plc bv nv sprl srl
asbl vzw co company companyname group groupe gruppe holding societe ste entreprise cabinet agence banque bank
caisse assurance assurances insurance clinique clinic hopital hospital klinik klinikum krankenhaus chu universite
university universitat hochschule institut institute ecole school college lycee faculte laboratoire laboratory
ministere ministry municipalite mairie commune office solutions technologies consulting services systems labs
studio studios industries industrie international hotel restaurant pharmacie pharmacy usine association foundation
fondation verein stiftung behorde amt gemeinde stadtverwaltung bibliothek chain airlines airways telecom telecoms
partners partnership trust council nhs store stores supermarket supermarche shop boutique garage atelier factory
logistics logistique transport transports construction motors software digital agency
شركه موسسه بنك مصرف مستشفي مصحه عياده جامعه معهد كليه مدرسه وزاره بلديه مجموعه مكتب جمعيه مصنع فندق مطعم
صيدليه مخبر
"""
_CONTRACTS = """
cdi cdd cvp sivp civp karama interim temps plein partiel full part time fulltime parttime full-time part-time
contract contrat permanent temporary fixed term freelance alternance apprentissage apprenticeship internship stage
stagiaire intern vollzeit teilzeit befristet unbefristet praktikum werkstudent remote teletravail hybrid hybride
onsite home office pfe ete summer d de a en the of fin etudes projet mois months ans years عقد دوام كامل جزئي
saisonnier seasonal vacation vacataire job hourly wage salary hours week per
"""
TITLE_WORDS = frozenset(_TITLES.split())
COMPANY_WORDS = frozenset(_COMPANIES.split())
CONTRACT_WORDS = frozenset(_CONTRACTS.split())
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
    return sum(word in COMPANY_WORDS for word in words(text))


def is_contract_only(text: str) -> bool:
    """ "CDI", "Full-time", "Stage de 6 mois": says how, not what."""
    listed = words(text)
    return bool(listed) and all(word in CONTRACT_WORDS or word.isdigit() for word in listed)
