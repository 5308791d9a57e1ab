"""What catalogues call their columns. Compared in small letters without signs and accents."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, Final

COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "id": ("courseid", "id", "externalid", "productid", "objectid"),
    "slug": ("slug", "courseslug"),
    "title": ("title", "coursetitle", "coursename", "name", "course", "titre", "nom", "titel", "intitule"),
    "description": ("description", "coursedescription", "about", "summary", "tagline", "shortdescription",
                    "coursesummary", "desc", "abstract", "beschreibung", "resume"),
    "objectives": ("objectives", "whatyouwilllearn", "whatyoulllearn", "learningobjectives", "outcomes",
                   "learningoutcomes", "objectifs"),
    "partner": ("partner", "partnername", "partners", "partnernames", "organization", "organisation",
                "courseorganization", "university", "institution", "offeredby", "provider", "organisme",
                "partenaire", "instructorpartner"),
    "url": ("url", "courseurl", "link", "courselink", "href", "address", "lien", "adresse"),
    "categories": ("categories", "category", "domain", "domains", "domaintypes", "subject", "subjects",
                   "categorie", "primarydomain", "keyword"),
    "skills": ("skills", "skilltags", "courseskills", "skillgain", "skillsgained", "skillsyoullgain", "tags",
               "competences", "associatedskills"),
    "level": ("level", "difficulty", "difficultylevel", "coursedifficulty", "productdifficultylevel",
              "niveau", "stufe"),
    "hours": ("hours", "duration", "totalduration", "workload", "productduration", "courseduration", "duree",
              "dauer", "heures", "time", "timetocomplete", "schedule"),
    "language": ("language", "languages", "primarylanguages", "primarylanguage", "lang", "langue", "sprache",
                 "courselanguage"),
    "rating": ("rating", "courserating", "stars", "avgproductrating", "averagerating", "ratingvalue",
               "averagefivestarrating", "note", "bewertung", "ratio"),
    "rating_count": ("ratingcount", "ratingscount", "numproductratings", "numratings", "numreviews", "reviewcount",
                     "reviewscount", "reviews"),
    "enrolments": ("enrolments", "enrollments", "enrolled", "totalenrollmentcount", "enrollmentcount",
                   "coursestudentsenrolled", "studentsenrolled", "students", "inscrits", "learners"),
    "kind": ("kind", "type", "producttype", "coursetype", "certificatetype", "coursecertificatetype",
             "entitytype"),
    "checked": ("checked", "lastchecked", "verified"),
}  # fmt: skip
_NAMES: Final = 200


class Fields:
    """The values of a record under our names; an empty value is as good as none."""

    def __init__(self, record: Mapping[str, Any]) -> None:
        self._values: dict[str, Any] = {}
        for name, value in list(record.items())[:_NAMES]:
            if value not in (None, "", [], {}):
                self._values.setdefault(squeeze(str(name)), value)

    def first(self, column: str) -> Any:
        """None when no column of this meaning has a value."""
        return next(self.each(column), None)

    def each(self, column: str) -> Iterator[Any]:
        return (self._values[name] for name in COLUMNS[column] if name in self._values)


@lru_cache(maxsize=4_096)
def squeeze(name: str) -> str:
    """ "Course Title", "course_title" and "courseTitle" are one."""
    decomposed = unicodedata.normalize("NFKD", name[:80].casefold())
    return "".join(sign for sign in decomposed if sign.isalnum())
