"""Words beside and inside names, and words that are no part of one, folded; and labels of names."""

from __future__ import annotations

_PARTICLES_LISTED = """
    ben bin bint el al de du des la le van von der den zu dos da di ould abu abou abd af ep epouse
    nee und y e st mac
"""
PARTICLES = frozenset(_PARTICLES_LISTED.split())
_NOT_NAME_LISTED = """
    curriculum vitae resume cv lebenslauf page profile profil summary objective contact email mail
    phone address adresse senior junior sr jr sales business development marketing engineering
    construction customer service services information technology social media design product
    project quality public relations finance digital data web healthcare aviation legal human
    team player communicator communication strong hard working worker creative thinker motivated dynamic
    focused driven results detail oriented reliable friendly organised organized passionate enthusiastic
    solver problem textiles foods freight motors services vie associative statement
    resources management operations production software hardware full stack front back end mobile
    cloud security support warehouse fitness training retail international global national regional
    science sciences computer and of the for with in at to on a my your pour avec dans sur et en
    un une les mon ma nos notre votre fur mit und der die das im am ein eine mein meine recherche
    seeking suche permis nationality nationalite married celibataire ledig single ans years
    born ne nee date place rue street strasse avenue route boulevard city state country available
    disponible hr it bi qa ux ui pr phd mba licence master bachelor diplome certified freelance arts
    art executive program programs group studies office night day experience experienced profession
    في من الي عن مع و او خبره بحث عنوان البريد الالكتروني الهاتف الجنسيه شارع نهج
"""
NOT_NAME = frozenset(_NOT_NAME_LISTED.split())
# Folded, these are the names Marie and علي.
NOT_NAME_UNFOLDED = frozenset({"marié", "mariée", "على"})
_DEGREES_LISTED = """rn bsc msc ba ma mba phd md cpa pmp acca cima acma fca aca mbcs ceng beng meng esq bs ms hons cfa
    pe llb llm dds dvm mph msw lpn cna dr ii iii"""
DEGREES = frozenset(_DEGREES_LISTED.split())
FULL = frozenset(
    {
        *("full name", "nom et prenom", "prenom et nom", "nom complet", "nom & prenom"),
        *("nom prenom", "prenom nom", "noms et prenoms", "nom et prenoms", "prenom & nom", "candidate name"),
        *("vor- und nachname", "vor- und zuname", "vorname name", "name vorname", "vollstandiger name"),
        *("naam", "الاسم", "الاسم واللقب", "الاسم و اللقب", "الاسم الكامل", "اسم"),
    }
)
FIRST = frozenset({"first name", "prenom", "prenoms", "vorname", "given name", "الاسم الاول", "voornaam"})
LAST = frozenset(
    {"last name", "surname", "family name", "nom de famille", "nachname", "familienname", "zuname", "اللقب"}
)
