"""Words of section headings in English, French, German, Arabic and Dutch, squashed as ``squash`` does.

A heading is a chain of these words: "EXPÉRIENCES PROFESSIONNELLES & STAGES" is experiences +
professionnelles + stages. ``CORE`` words decide the kind, ``WEAK`` words only when no core word is
there, ``FILLERS`` never. ``PHRASES`` come before all, because their words alone mean another thing.
"""

from __future__ import annotations

CORE = {
    "experience": """experience experiences employment emploi emplois jobs internships internship
        stages stage missions praktika praktikum praktische berufserfahrung berufserfahrungen
        berufspraxis praxiserfahrung arbeitserfahrung arbeitserfahrungen erfahrung erfahrungen
        laufbahn anstellungen positions werkervaring ervaring loopbaan خبره الخبره خبرات الخبرات
        خبراتي خبرتي تجربه التجربه تجارب التجارب الوظائف تربصات التربصات تربص""",
    "education": """education educational educations studies study schooling degree degrees diplomas
        formation formations etudes etude diplome diplomes scolarite cursus ausbildung bildung
        bildungsweg bildungsgang studium schulbildung schulausbildung hochschulstudium
        abschlusse opleiding opleidingen onderwijs التعليم تعليم تعليمي الدراسه دراستي الدراسات
        التكوين تكوين تكويني موهلات الموهلات الموهل التعليميه الدراسي الدراسيه المستوي""",
    "skills": """skill skills competence competences competencies competency expertise aptitudes
        savoirfaire savoiretre capabilities strengths technologies tools outils software
        logiciels connaissances knowledge highlights toolkit techstack stack proficiencies
        abilities atouts qualites kenntnisse fahigkeiten kompetenzen qualifikationen
        edvkenntnisse itkenntnisse fachkenntnisse starken edv vaardigheden competenties مهارات
        المهارات مهاراتي كفاءات الكفاءات كفاءاتي القدرات قدرات""",
    "languages": """languages language langues langue linguistiques linguistique linguistic sprachen
        sprachkenntnisse fremdsprachen fremdsprachenkenntnisse talen talenkennis taalkennis
        اللغات لغات لغاتي اللغه اللغويه""",
    "summary": """summary profile profil overview presentation zusammenfassung kurzprofil ubermich
        steckbrief introduction bio biography proposdemoi نبذه ملخص الملخص ملخصي مقدمه""",
    "wishes": """objective objectives objectif objectifs ziel berufsziel karriereziel goal goals الهدف
        هدفي الاهداف اهدافي""",
    "interests": """interests interest hobbies hobby interets interet loisirs passions interessen
        hobbys freizeit hobbies centresdinteret centredinteret vrijetijd الهوايات هوايات هواياتي
        الاهتمامات اهتمامات اهتماماتي""",
    "referees": """references reference referees referenzen referenties المراجع مراجع المعرفون المعرفين""",
    "projects": """projects project projets projet realisations portfolio projekte projekt
        projektarbeiten projecten مشاريع المشاريع مشاريعي""",
    "certificates": """certificates certifications certification certificate certificats certificat
        licenses licences zertifikate zertifizierungen zertifikat weiterbildung weiterbildungen
        fortbildung fortbildungen courses coursework cours kurse moocs mooc accreditations
        certificaten شهاده الشهاده شهادات الشهادات شهائد الشهائد دورات الدورات التدريبيه""",
    "contact": """contact contacts coordonnees kontakt kontaktdaten personaldetails contactgegevens
        التواصل الاتصال""",
    "volunteering": """volunteer volunteering volunteerism benevolat benevoles benevole ehrenamt
        ehrenamtliches ehrenamtliche engagement engagements associatif associatifs associative
        vrijwilligerswerk التطوع تطوع التطوعي التطوعيه""",
    "other": """awards award honors honours achievements achievement accomplishments publications
        publication affiliations memberships membership miscellaneous divers sonstiges
        auszeichnungen publikationen veroffentlichungen distinctions prix patents conferences
        mobility mobilite permis activities activites activity honor research حوافز جوائز
        الجوائز""",
}
WEAK = {
    "experience": """history career carriere parcours werdegang المسار مسار المسيره""",
    "education": """academic academics academique academiques universitaire universitaires scolaire
        training trainings qualifications akademische akademischer""",
    "skills": """informatique informatiques informatik computer it digital technology""",
    "other": """additional information informations complementaires autre divers zusatzliche angaben""",
}
PHRASES = {
    "experience": """workhistory workexperience jobhistory employmenthistory careerhistory
        positionsheld postesoccupes beruflicherwerdegang beruflichelaufbahn berufstatigkeit
        berufstatigkeiten tatigkeiten professionalbackground professionalhistory
        professionalcareer careerbackground السيرهالمهنيه المسيرهالمهنيه experienceandtraining""",
    "education": """academicbackground educationalbackground professionaltraining parcoursacademique
        parcoursscolaire parcoursuniversitaire parcoursdeformation schulischerwerdegang
        akademischerwerdegang المسارالدراسي المسارالاكاديمي التحصيلالعلمي المستويالتعليمي
        الشهاداتالعلميه الشهائدالعلميه الشهاداتالجامعيه الشهاداتالاكاديميه الموهلاتوالشهادات
        الشهاداتوالموهلات schuleundausbildung schuleundstudium schuleundberufsausbildung schoolandcollege""",
    "skills": """corequalifications
        technicalqualifications corecompetencies areasofexpertise domainesdexpertise
        domainesdecompetences environnementtechnique technicalproficiencies technicalprofile
        workskills skillssummary summaryofskills qualificationshighlights skillhighlights
        fieldsofexpertise""",
    "languages": """competenceslinguistiques languageskills languageproficiency foreignlanguages
        المهاراتاللغويه""",
    "summary": """aboutme about apropos aproposdemoi quisuisje personalstatement professionalstatement
        summaryofqualifications qualificationssummary careersummary careeroverview careerprofile
        careerhighlights experiencesummary summaryofexperience educationsummary executiveprofile
        personlichesprofil الملفالشخصي عني منانا نبذهعني profilprofessionnel
        highlightsofqualifications""",
    "wishes": """careerobjective careerobjectives careergoal careergoals careerfocus
        projetprofessionnel objectifprofessionnel objectifdecarriere posterecherche
        postesouhaite desiredposition wunschposition الوظيفهالمطلوبه الهدفالوظيفي""",
    "interests": """centresdinteret centredinteret activitesextraprofessionnelles
        extracurricularactivities loisirsetinterets""",
    "referees": """professionalreferences referencesuponrequest referencesavailableuponrequest""",
    "projects": """projetdefindetudes projetsdefindetudes academicprojects projetsacademiques
        projetsuniversitaires""",
    "certificates": """formationscomplementaires formationcomplementaire formationscontinues
        formationcontinue professionaldevelopment continuingeducation professionallicenses""",
    "contact": """personalinformation personalinformations personaldata personaldetails contactdetails
        contactinformation contactinfo informationspersonnelles informationpersonnelle etatcivil
        donneespersonnelles personlichedaten personlicheangaben personliches angabenzurperson
        persondaten zurperson البياناتالشخصيه شخصيه شخصي عمليه تقنيه المعلوماتالشخصيه معلوماتشخصيه بياناتشخصيه
        معلوماتالاتصال بياناتالاتصال معلوماتالتواصل بياناتالتواصل persoonlijkegegevens""",
    "volunteering": """volunteerexperience volunteerwork communityservice communityinvolvement
        vieassociative experienceassociative experiencesassociatives engagementassociatif
        العملالتطوعي""",
    "other": """additionalinformation informationscomplementaires activitiesandhonors permisdeconduire
        drivinglicence drivinglicense fuhrerschein militaryservice memberof""",
}
FILLERS = """
    professional professionnel professionnelle professionnels professionnelles relevant my mes mon
    ma key cles cle core main principal principale principales technical technique techniques
    technische technischen personal personnel personnels personnelle personnelles personliche
    general generale and et und of de des du d la le les l in en the other autres autre weitere
    weiterer selected recent previous work background military teaching industry industrial
    international executive soft hard business areas area domaines domaine details beruflich
    berufliche beruflicher beruflichen schulische schulischer wichtigste methodiques humaines
    transversales comportementales practical pratiques pratique significatives significative
    complementary suite continued contd fortsetzung special specialised specialized training
    leadership management organisational team و ال المهنيه المهني مهنيه مهني العمليه العملي العلميه
    العلمي علميه الاكاديميه الاكاديمي الشخصيه التقنيه الفنيه الجامعيه واللغات والمهارات وال في
"""
_SOFT = """
    training trainings languages language research activities projects project technology tools
    software history presentation reference references expertise certification certifications
    academic qualifications informatique it information interests interest introduction knowledge
    jobs goals goal computer management internship stage stages studies courses contact engagement
    positions missions
"""
SOFT = frozenset(_SOFT.split())
# Chains of the words above that are rather skills than headings.
NEVER = frozenset({"projectmanagement", "projektmanagement", "managementdeprojet", "managementdeprojets"})
_TITLES = """
    cv curriculumvitae curriculum lebenslauf resume leserecv سيرهذاتيه السيرهالذاتيه
    tabellarischerlebenslauf سيره ذاتيه bewerbung
"""
TITLES = frozenset(_TITLES.split())
