"""Column names by the part of an offer they hold, squeezed (see ``lookup``), the most telling first.

They cover France Travail, Adzuna, schema.org JobPosting, JobSpy tables, the public boards of
Greenhouse, Lever, Ashby, SmartRecruiters, Recruitee, Workable, join.com, Manatal and Workday,
Arbeitnow, Remotive, Himalayas, The Muse, Reed, Careerjet, Jooble, SerpApi, JSearch, Welcome to the
Jungle, the Bundesagentur, and tables made by hand in French, English, German and Arabic.
"""

from __future__ import annotations


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split())


TITLE = _names(
    "title jobtitle intitule intituleposte intituleoffre intituleduposte titre titreoffre titreposte "
    "titreduposte poste stellenangebotstitel stellentitel titel jobname positionname position role "
    "offre offer jobpostingtitle appellationlibelle beruf metier المسميالوظيفي الوظيفه عنوانالوظيفه "
    "العنوان name text"
)
COMPANY = _names(
    "companyname company nomentreprise entreprisenom entreprise employername employer "
    "hiringorganizationname hiringorganization organizationname organization organisation societe "
    "nomsociete raisonsociale recruteur recruiter employeur arbeitgeber firma unternehmen "
    "companydisplayname hiringcompany الشركه اسمالشركه المشغل"
)
DESCRIPTION = _names(
    "descriptionhtml jobdescriptionhtml description jobdescription content contents descriptif "
    "descriptifposte descriptionoffre descriptionposte jobdescriptiontext stellenangebotsbeschreibung "
    "stellenbeschreibung beschreibung body annonce texte details detail jobdetails الوصف وصفالوظيفه "
    "descriptionplain descriptiontext"
)
SNIPPET = _names("summary snippet shortdescription teaser excerpt extrait resume resumeoffre")
MORE_TEXT = _names(
    "missions keymissions responsibilities requirements profil profile profilrecherche qualifications "
    "additional benefits jobbenefits avantages anforderungen aufgaben additionalinformation"
)
URL = _names(
    "url joburl urloffre offreurl offerurl lienoffre link joblink lien href absoluteurl hostedurl "
    "jobpostingurl origineoffreurlorigine shareableurl shareablelink careersurl redirecturl "
    "externalurl refslandingpage viewjoburl sourceurl permalink الرابط guid ref"
)
APPLY_URL = _names(
    "applyurl jobapplylink applylink applicationlink applicationurl urlpostulation "
    "contacturlpostulation joburldirect careersapplyurl lienpostuler urlcandidature applyoptionslink "
    "externalapplylink redirecturl"
)
ID = _names(
    "externalid jobid id identifiervalue identifier offerid offreid idoffre refnr reference "
    "referenceoffre refnumber jobreqid shortcode hash uuid objectid guid key jk"
)
LOCATION = _names(
    "lieutravail lieudetravail joblocation location joblocationtext lieu localisation locationdisplay "
    "locationdisplayname candidaterequiredlocation locationname locationstext locations arbeitsort "
    "arbeitsorte einsatzort place adresse address offices office categorieslocation "
    "categoriesalllocations standort regionde region مكانالعمل الموقع"
)
CITY = _names("city jobcity ville commune town locality addresslocality ort stadt المدينه")
REGION = _names("state jobstate departement addressregion bundesland gouvernorat province region")
COUNTRY = _names(
    "country jobcountry pays countrycode codepays land addresscountry locationcountry "
    "locationcountrycode countryname البلد"
)
LANGUAGE = _names("language lang langue sprache postinglanguage detectedlanguage inlanguage اللغه")
LANGUAGES = _names(
    "langues languages languesexigees languesrequises languesparlees requiredlanguages languagesrequired "
    "languageskills spokenlanguages sprachkenntnisse sprachen اللغات"
)
CONTRACT = _names(
    "typecontrat typecontratlibelle contracttype contrat typedecontrat contratpropose contract jobtype "
    "employmenttype employmenttypecode employmenttypeid typeofemployment typeofemploymentid jobtypes "
    "commitment categoriescommitment vertragsart anstellungsart beschaftigungsart naturecontrat "
    "detectedextensionsscheduletype schedule type نوعالعقد"
)
WORK_TIME = _names(
    "worktime contracttime dureetravaillibelleconverti dureetravail dureetravaillibelle timetype "
    "arbeitszeit workinghours tempsdetravail employmenttypelabel typeofemploymentlabel workschedule "
    "schedule scheduletype workhours"
)
NATURE = _names("naturecontrat natureducontrat")
APPRENTICE = _names("alternance isapprenticeship apprentissage")
LEVEL = _names(
    "level joblevel senioritylevel seniority niveau niveauposte experiencelevel experiencelevellabel "
    "careerlevel levels levelsname experienceleveltext المستوي"
)
EXPERIENCE = _names(
    "experiencelibelle yearsofexperience experienceyears yearsmin minexperience minimumexperience "
    "experiencemin experiencelevelminimum experiencerequise niveauexperience niveaudexperience "
    "anneesexperience experience experiencerequirements berufserfahrung experiencerange الخبره"
)
EXPERIENCE_MONTHS = _names("experiencerequirementsmonthsofexperience monthsofexperience")
EXPERIENCE_CODE = _names("experienceexige")
REMOTE = _names(
    "workplacetype workplace remotestatus remoteoption remotepolicy remotetype remote joblocationtype "
    "teletravail isremote jobisremote telecommuting telework homeoffice workfromhome "
    "detectedextensionsworkfromhome remotework locationremote worklocation workmodel locationsisremote "
    "modetravail العملعنبعد"
)
HYBRID = _names("hybrid ishybrid locationhybrid")
SALARY_TEXT = _names(
    "salairelibelle salarytext salaryrange salary salaire remuneration remunerationproposee "
    "compensationcompensationtiersummary compensationscrapeablecompensationsalarysummary compensation "
    "pay wage wages gehalt vergutung verdienst detectedextensionssalary basesalary salairecommentaire "
    "salairecomplement1 الراتب الاجر"
)
SALARY_MIN = _names(
    "salarymin minsalary minimumsalary minamount salaryminimum salaryrangemin basesalaryvalueminvalue "
    "basesalaryminvalue salairemin salairemini salaryfrom jobminsalary mingehalt compensationmin"
)
SALARY_MAX = _names(
    "salarymax maxsalary maximumsalary maxamount salarymaximum salaryrangemax basesalaryvaluemaxvalue "
    "basesalarymaxvalue salairemax salairemaxi salaryto jobmaxsalary maxgehalt compensationmax"
)
SALARY_VALUE = _names("basesalaryvaluevalue basesalaryvalue salaryamount")
SALARY_CURRENCY = _names(
    "salarycurrency salarycurrencycode currency currencycode salaryrangecurrency basesalarycurrency "
    "basesalaryvaluecurrency devise jobsalarycurrency compensationcurrency waehrung wahrung"
)
SALARY_PERIOD = _names(
    "salaryperiod interval salaryinterval salaryrangeinterval basesalaryvalueunittext "
    "basesalaryunittext salarytype salaryunit unittext periodesalaire payperiod jobsalaryperiod period "
    "compensationinterval"
)
SALARY_PREDICTED = _names("salaryispredicted salaryestimated")
PUBLISHED = _names(
    "publishedat dateposted datepublication datedepublication publicationdate datecreation "
    "datedecreation publisheddate publishedon firstpublished posteddate postedat postedon "
    "dateposteddatetime jobpostedatdatetimeutc jobpostedat detectedextensionspostedat releaseddate "
    "pubdate date createdat created createddate listeddate publieele publiele postcreatedat dateoffre "
    "aktuelleveroffentlichungsdatum veroffentlichtam datum تاريخالنشر dateactualisation updatedat "
    "updated"
)
EXPIRES = _names(
    "validthrough expiresat expires expirationdate expirydate expireson datefin datelimite "
    "datelimitecandidature dateexpiration applicationdeadline deadline closingdate bewerbungsfrist "
    "enddate اخراجل"
)
SKILLS = _names(
    "skills keyskills skilltags competences competencescles competencesrequises hardskills "
    "technologies stack tags jobtags requiredskills kompetenzen fahigkeiten المهارات"
)
LOGO = _names(
    "companylogourl companylogo logourl entrepriselogo hiringorganizationlogourl "
    "hiringorganizationlogo organizationlogourl organizationlogo employerlogo logo thumbnail"
)
SIZE = _names(
    "companysize companynumemployees companyemployeescount numberofemployees effectif tailleentreprise "
    "entreprisetrancheeffectif trancheeffectifetab teamsize"
)
INDUSTRY = _names(
    "companyindustry industry industries secteuractivitelibelle secteur secteurs sector sectors "
    "sectorsname categorylabel branche domaineactivite القطاع"
)
