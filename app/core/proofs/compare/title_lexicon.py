"""Words of titles of certificates in English, French, German and Arabic, folded: what means the same.

One line a meaning: its name, then the words and phrases for it, underlines for spaces. What a name of several words
means is each of them: "mechanical engineering". ``trade_lexicon`` has those of single trades and sciences.
"""

from __future__ import annotations

CONCEPTS = """
data = data donnees donnee daten البيانات بيانات المعطيات معطيات
analysis = analysis analyse analyses analytics analytik auswertung تحليل
analyst = analyst analyste analystin محلل
science = science sciences wissenschaft علوم علم
machine learning = machine_learning apprentissage_automatique apprentissage_machine maschinelles_lernen
    maschinellen_lernens التعلم_الالي تعلم_الاله تعلم_الالات
deep learning = deep_learning apprentissage_profond tiefes_lernen التعلم_العميق
artificial intelligence = artificial_intelligence intelligence_artificielle kunstliche_intelligenz
    kunstlichen_intelligenz kunstlicher_intelligenz الذكاء_الاصطناعي ذكاء_اصطناعي ai ia ki
computer science = computer_science informatique informatik computing informatics الاعلاميه اعلاميه المعلوماتيه
    معلوماتيه علوم_الحاسوب علوم_الكمبيوتر علوم_الاعلاميه
software = software logiciel logiciels softwareentwicklung البرمجيات برمجيات
engineering = engineering ingenierie genie ingenieurwesen engineer ingenieur ingenieurin هندسه مهندس مهندسه الهندسه
development = development developpement entwicklung developer developpeur developpeuse entwickler entwicklerin تطوير
    مطور programmierer
programming = programming programmation programmierung برمجه البرمجه
web = web الويب ويب
network = network networks networking reseau reseaux netzwerk netzwerke netzwerktechnik شبكات الشبكات شبكه
security = security securite sicherheit امن الامن
cybersecurity = cybersecurity cyber_security cybersecurite cybersicherheit الامن_السيبراني امن_المعلومات
project = project projects projet projets projekt projekte projekten المشاريع مشاريع المشروع المشروعات
management = management gestion verwaltung managing manager اداره ادارة الاداره تسيير التسيير تصرف التصرف
marketing = marketing mercatique التسويق تسويق
digital = digital digitales digitale digitaler numerique digitalen الرقمي رقمي الرقميه
accounting = accounting comptabilite buchhaltung buchfuhrung accountant comptable المحاسبه محاسبه
finance = finance finances finanzen financial financier financiere المالي الماليه ماليه المال
sales = sales vente ventes vertrieb verkauf المبيعات مبيعات البيع
communication = communication communications kommunikation الاتصال اتصال التواصل تواصل
leadership = leadership fuhrung القياده قياده
quality = quality qualite qualitat الجوده جوده
health = health sante gesundheit الصحه صحه
safety = safety securite_au_travail arbeitssicherheit السلامه سلامه
first aid = first_aid premiers_secours secourisme erste_hilfe ersthelfer الاسعافات_الاوليه اسعافات_اوليه
nursing = nursing soins_infirmiers krankenpflege pflege التمريض تمريض
human resources = human_resources ressources_humaines personalwesen الموارد_البشريه hr rh
business = business affaires betriebswirtschaft wirtschaft commerce الاعمال اعمال
administration = administration admin verwaltungs administrator administrateur administratrice اداري
office = office bureautique buroanwendungen المكتبيه
excel = excel اكسل
python = python بايثون بيثون
java = java جافا
cloud = cloud nuage nuages السحابيه السحابي
computing cloud = cloud_computing informatique_en_nuage الحوسبه_السحابيه
database = database databases base_de_donnees bases_de_donnees datenbank datenbanken قواعد_البيانات قاعده_البيانات
design = design conception gestaltung تصميم التصميم
graphic = graphic graphique grafik الجرافيكي جرافيك
statistics = statistics statistiques statistique statistik الاحصاء احصاء
mathematics = mathematics mathematiques mathematik الرياضيات رياضيات
law = law droit recht القانون قانون
economics = economics economie volkswirtschaft الاقتصاد اقتصاد
logistics = logistics logistique logistik اللوجستيك اللوجستيه لوجستيك
supply chain = supply_chain chaine_logistique chaine_d_approvisionnement lieferkette سلسله_التوريد
electrical = electrical electrique elektro elektrische elektrischen الكهربائيه كهرباء كهربائيه
mechanical = mechanical mecanique mechanik mecaniques الميكانيكيه ميكانيك ميكانيكيه
civil = civil المدنيه مدنيه
english = english anglais anglaise englisch الانجليزيه انجليزيه
french = french francais francaise franzosisch الفرنسيه فرنسيه
german = german allemand allemande deutsch الالمانيه المانيه
arabic = arabic arabe arabisch العربيه عربيه
language = language langue sprache لغه اللغه
systems = systems system systemes systeme systemen الانظمه انظمه النظم نظم
information = information informations المعلومات معلومات
technology = technology technologies technologie technologien technik تكنولوجيا التكنولوجيا
application = application applications anwendungen anwendung تطبيقات التطبيقات
mobile = mobile mobil mobiles mobilen الهاتف_الجوال الجوال
visualisation = visualisation visualization visualisierung datavisualisierung
decision = business_intelligence decisionnel informatique_decisionnelle bi
testing = testing test tests tester testeur testen اختبار الاختبار
agile = agile agil agiles agilen
customer = customer client clients clientele kunden kundenservice الزبائن العملاء
service = service services الخدمات خدمات
tourism = tourism tourisme tourismus السياحه سياحه
teaching = teaching enseignement unterricht التدريس تدريس
welding = welding soudage schweissen اللحام لحام
cooking = cooking cuisine kochen الطبخ طبخ
driving = driving conduite fahren سياقه السياقه
warehouse = warehouse entrepot lager المخازن
introduction = introduction einfuhrung initiation مقدمه مدخل
ethics = ethics ethique ethik
university = university universite universitat uni univ hochschule جامعه الجامعه
institute = institute institut معهد المعهد
higher = higher superieur superieure hoherer العالي العليا
school = school ecole schule مدرسه المدرسه
college = college faculty faculte fakultat كليه الكليه
center = center centre zentrum مركز المركز
academy = academy academie akademie اكاديميه الاكاديميه
foundation = foundation fondation stiftung موسسه الموسسه
training = training fortbildung weiterbildung تدريب التدريب للتدريب للتكوين
professional = professional professionnel professionnelle berufliche beruflich مهني المهني مهنيه المهنيه
technical = technical technique techniques technisch التقني تقني التقنيه
tunis = tunis تونس
sfax = sfax صفاقس
sousse = sousse سوسه
paris = paris باريس
berlin = berlin برلين
carthage = carthage قرطاج
manouba = manouba منوبه
monastir = monastir المنستير
solar = solar solaire solaires solarenergie الشمسيه
energy = energy energie energies الطاقه طاقه
maintenance = maintenance wartung instandhaltung maintenances entretien الصيانه صيانه
entrepreneurship = entrepreneurship entrepreneuriat unternehmertum رياده_الاعمال
"""

LEVELS = """
1 = 1 i one first un premier premiere erste ersten الاول الاولي اولي
2 = 2 ii two second deux deuxieme zweite zweiten الثاني الثانيه
3 = 3 iii three third trois troisieme dritte dritten الثالث الثالثه
4 = 4 iv four fourth quatre quatrieme vierte vierten الرابع الرابعه
5 = 5 v five fifth cinq cinquieme funfte الخامس الخامسه
beginner = beginner beginners debutant debutants debutante anfanger einsteiger مبتدي للمبتدئين المبتدي مبتدئين المبتديين
    للمبتديين
foundations = fundamentals fundamental foundations fondamentaux fondamental grundlagen bases basics basic essentials
    essentiel essentiels essentielles اساسيات الاساسيات مبادئ مبادي
intermediate = intermediate intermediaire intermediaires mittelstufe fortgeschrittenenkurs متوسط المتوسط المتوسطه
advanced = advanced avance avancee avances avancees perfectionnement fortgeschritten fortgeschrittene fortgeschrittener
    متقدم المتقدم متقدمه المتقدمه المتقدمين
expert = expert experte خبير الخبير
associate = associate
practitioner = practitioner praticien
master class = masterclass
a1 = a1
a2 = a2
b1 = b1
b2 = b2
c1 = c1
c2 = c2
bachelor = bachelor licence bachelors bsc ba beng bba llb bachelier bacheliere bachelorurkunde bachelorzeugnis
    bachelorstudiengang bachelorabschluss licencie licenciee اجازه الاجازه بكالوريوس
master = master mastere masters msc meng llm masterurkunde masterzeugnis masterstudiengang masterabschluss
    maitrise magister ماجستير الماجستير
doctor = doctorate doctorat phd ph_d doktor promotion doktorurkunde promotionsurkunde دكتوراه الدكتوراه
baccalaureate = baccalaureat bac abitur بكالوريا البكالوريا
bts = bts brevet_de_technicien_superieur technicien_superieur تقني_سامي التقني_السامي تقني_سام
but = but dut
cap = cap certificat_d_aptitude_professionnelle كفاءه_مهنيه الكفاءه_المهنيه
senior = senior
junior = junior
"""

KINDS = """
specialization = specialization specialisation specialisations spezialisierung تخصص التخصص
career certificate = professional_certificate certificat_professionnel career_certificate berufszertifikat
    الشهاده_المهنيه شهاده_مهنيه
nanodegree = nanodegree
path = learning_path career_path parcours bootcamp nanoprogram lernpfad مسار
module = module modules modul
"""

# Words that say nothing about which certificate it is.
FILLERS = """
    a an the of in on for to and with at by from as using le la les l d de du des en et au aux un une pour avec sur
    dans par der die das des den dem im in und fur mit von zu zum zur am ein eine einer eines
    في من الي على علي عن مع و ب ل ال باستعمال باستخدام او هذه هذا
    certificate certification certificat certified certifie certifiee zertifikat zertifizierung zertifizierter
    zertifizierte attestation diplome diploma diplom degree exam examen prufung شهاده الشهاده دبلوم ديبلوم
    course courses cours kurs lehrgang formation seminar seminaire schulung online workshop workshops atelier
    دوره الدوره تكوين التكوين
    تدريبيه التدريبيه تكوينيه التكوينيه completion achievement accomplishment hons honours successful successfully
    level niveau
    stufe المستوي مستوي mention national nationale وطني وطنيه الوطني الوطنيه s using mittels anhand usage
"""
