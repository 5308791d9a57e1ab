"""The parts of a CV as claims need them: what stands under a heading about certificates or courses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from app.core.cv.document import Line
from app.core.cv.fold import words
from app.core.cv.layout import is_bullet, without_bullet
from app.core.cv.sections import Section, split

CERTIFICATES, COURSES, BOTH, LANGUAGES = "certificates", "courses", "both", "languages"
TRAINING = frozenset({CERTIFICATES, COURSES, BOTH})
_LONGEST = 60


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


_CERTIFICATE = _set(
    """
    certifications certification certificates certificate certificats certificat zertifikate zertifikat
    zertifizierungen zertifizierung bescheinigungen bescheinigung nachweise befahigungsnachweise
    licences licenses habilitations habilitation tickets qualifikationen autorisations attestations
    agrements badges accreditations credentials sachkundenachweise berechtigungen befahigungen scheine
    prufungen zusatzqualifikationen zusatzqualifikation qualifikationsnachweise caces شهادات الشهادات
    شهائد الشهائد شهاداتي اعتمادات الاعتمادات رخص
    """
)
_COURSE = _set(
    """
    mooc moocs courses course coursework cours kurse kurs onlinekurse onlinekurs lehrgange lehrgang
    seminare seminar schulungen schulung weiterbildung weiterbildungen fortbildung fortbildungen
    workshops workshop trainings webinars seminaires stagesdeformation elearning دورات الدورات دوره
    تكوينات التكوينات ورشات الورشات تدريبات
    """
)
_EITHER = _set("training trainings formation formations tests test تكوين التكوين")
_FILLER = _set(
    """
    professional professionnelles professionnels professionnelle berufliche berufsbezogene technical
    techniques technique technische and et und of de des du d la le les l en ligne online short courtes
    courte complementaires complementaire continue continues continuous additional other autres weitere
    my mes meine special sonstige e learning obtenus obtenues obtained relevant selected recent recentes
    key development continuing education it informatique informatiques securite safety health sante
    permis qualifications qualification specifiques langue langues language sprache sprachtests
    qualifiantes certifiantes der fur im bereich ausgewahlte zusatzliche industrial industrielles
    المهنيه مهنيه التدريبيه تدريبيه التكوينيه تكوينيه عبر الانترنت و والدورات والشهادات التقنيه القصيره
    الالكترونيه عن بعد والتكوينات والتكوين التكميليه الاضافيه المحصل عليها والاعتمادات والتدريب وشهادات
    ودورات وتكوينات قصيره قصير اونلاين
    """
)
_OTHER = {"work": "experience", "jobs": "experience", "school": "education", "schule": "education"}
_OTHER |= {"permis": "other", "fuhrerschein": "other", "driving": "other", "driving licence": "other"}
_OTHER |= {"mobilite": "other", "disponibilite": "other", "availability": "other", "verfugbarkeit": "other"}
_LAST_PARTS = (
    *("kurse", "lehrgange", "schulungen", "seminare", "weiterbildungen", "fortbildungen"),
    *("zertifikate", "bescheinigungen", "nachweise", "prufungen", "scheine"),
)


@dataclass(frozen=True, slots=True)
class Chapter:
    """``kind`` is one of TRAINING, else that of the section. ``lines`` are without the heading."""

    kind: str
    lines: tuple[Line, ...]


def chapters(lines: Sequence[Line]) -> tuple[Chapter, ...]:
    """``lines`` are numbered by their places."""
    return tuple(part for section, heading in _headed(lines) for part in _parts(section, heading))


def heading_of_training(text: str) -> str | None:
    """Which of TRAINING a line opens if it is such a heading, else None."""
    tidy = text.strip().rstrip(":").strip()
    if not tidy or len(tidy) > _LONGEST or tidy.endswith((".", ",", ";")):
        return None
    listed = words(tidy)
    known = _CERTIFICATE | _COURSE | _EITHER | _FILLER
    if not listed or not all(word in known or _attached(word) in known for word in listed):
        return None
    return _kind([*listed, *map(_attached, listed)])


def _attached(word: str) -> str:
    """An Arabic word without "and" before it; of a German compound the last part."""
    if word.startswith("و"):
        return word[1:]
    return next((part for part in _LAST_PARTS if len(word) > len(part) + 2 and word.endswith(part)), word)


def _kind(listed: Sequence[str]) -> str | None:
    certificate = any(word in _CERTIFICATE for word in listed)
    course = any(word in _COURSE for word in listed)
    either = any(word in _EITHER for word in listed)
    if certificate and (course or either):
        return BOTH
    if certificate:
        return CERTIFICATES
    if course:
        return COURSES
    more = {
        "complementaires",
        "complementaire",
        "continue",
        "continues",
        "ligne",
        "courtes",
        "courte",
        "online",
    }
    more |= {"qualifiantes", "professionnelles", "short", "additional"}
    if {"professional", "development"} <= set(listed) or (either and more & set(listed)):
        return COURSES
    return BOTH if either and "certifiantes" in listed else None


def _headed(lines: Sequence[Line]) -> Iterator[tuple[Section, str]]:
    """Each section with the text of its heading; empty for the first."""
    sections = split(lines)
    place = {line.number: (index, line.text) for index, part in enumerate(sections) for line in part.lines}
    headings = {0: ""}
    at = 0
    for line in lines:
        inside = place.get(line.number)
        if inside is None:
            at += 1
            headings[at] = line.text
        elif inside[0] > at:
            at = inside[0]
            headings[at] = line.text[: len(line.text) - len(inside[1])]
    return ((section, headings.get(index, "")) for index, section in enumerate(sections))


def _parts(section: Section, heading: str) -> Iterator[Chapter]:
    kind = heading_of_training(heading) or _of_section(section.kind, heading)
    inside: list[Line] = []
    for line in section.lines:
        own = None if is_bullet(line.text) else heading_of_training(line.text) or _other_heading(line.text)
        label = None if own else _label(line)
        if own is None and label is None:
            inside.append(line)
            continue
        if inside:
            yield Chapter(kind, tuple(inside))
        inside = []
        if label is not None:
            yield label
        kind = own or kind
    if inside:
        yield Chapter(kind, tuple(inside))


def _other_heading(text: str) -> str | None:
    """Headings that end a list of certificates, though they stand in sentences as well."""
    return _OTHER.get(" ".join(words(text))) if len(text) <= _LONGEST else None


def _label(line: Line) -> Chapter | None:
    """ "Habilitations : B1V, BR" within a part about something else."""
    before, colon, after = line.text[:300].partition(":")
    if not colon or not after.strip() or after.startswith("//"):
        return None
    own = heading_of_training(without_bullet(before))
    return Chapter(own, (replace(line, text=line.text[len(before) + 1 :]),)) if own else None


def _of_section(kind: str, heading: str) -> str:
    return BOTH if kind == CERTIFICATES and heading else kind
