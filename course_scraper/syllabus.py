"""What a course teaches: its outcomes ("what you'll learn") and its modules. Names only, no lecture text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from itertools import chain
from typing import Any, Final

from lxml import etree, html

from course_scraper.coursera.document import Document, read_document
from course_scraper.coursera.json_ld import of_type
from course_scraper.coursera.words import lines_in, text_in
from course_scraper.importing.values import hours_of
from course_scraper.text import TITLE_LENGTH, one_line

OUTCOMES: Final = 40
MODULES: Final = 60
TOPICS: Final = 60
_OUTCOME_NAMES: Final = ("learningobjective", "whatyouwilllearn", "whatyoulllearn", "learningoutcome")
_TOPIC_NAMES: Final = ("lessons", "itemGroups", "items", "topics", "learningObjectives")
_DURATIONS: Final = ("totalDuration", "duration", "timeCommitment", "timeRequired")
_SECTION: Final = '//*[@data-track-component="what_you_will_learn_section"]//li'


@dataclass(frozen=True, slots=True)
class Module:
    """``hours`` is the work in it, None where the page does not say."""

    name: str
    topics: tuple[str, ...] = ()
    hours: float | None = None


@dataclass(frozen=True, slots=True)
class Syllabus:
    """Of a specialization the modules are its courses."""

    outcomes: tuple[str, ...] = ()
    modules: tuple[Module, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.outcomes or self.modules)

    def as_json(self) -> dict[str, Any]:
        """``{"outcomes": [text], "modules": [{"name", "topics": [text], "hours"}]}``."""
        modules = [{**asdict(module), "topics": list(module.topics)} for module in self.modules]
        return {"outcomes": list(self.outcomes), "modules": modules}


def parse_syllabus(page: str, url: str = "") -> Syllabus:
    """Empty where the page says nothing of it; never an error."""
    return syllabus_of(read_document(page, url))


def syllabus_of(document: Document) -> Syllabus:
    return Syllabus(_outcomes(document), tuple(_modules(document))[:MODULES])


def hours_in(node: Mapping[str, Any]) -> float | None:
    """Of a week, a module or a course: "PT7H4M54S" and spoken durations."""
    spoken = (text_in(node.get(name)) for name in _DURATIONS)
    return next((hours for text in spoken if text and (hours := hours_of(text))), None)


def weeks_of(document: Document) -> list[Mapping[str, Any]]:
    """The page's material; some pages name a single week in its place."""
    state = document.state
    weeks: list[Mapping[str, Any]] = []
    for material in state.items(document.node.get("material")):
        weeks += state.items(material.get("weeks")) or [material]
    return weeks


def _outcomes(document: Document) -> tuple[str, ...]:
    """Of the state, else of JSON-LD, else of the page as it is drawn."""
    named = (value for name, value in document.node.items() if _squeezed(name).endswith(_OUTCOME_ENDINGS))
    texts = chain.from_iterable(_each(document.state.resolve(value)) for value in named)
    return (
        lines_in(texts, OUTCOMES)
        or lines_in(_each(document.linked.get("teaches")), OUTCOMES)
        or lines_in(_drawn(document.text), OUTCOMES)
    )


_OUTCOME_ENDINGS: Final = tuple(name + ending for name in _OUTCOME_NAMES for ending in ("", "s"))


def _squeezed(name: str) -> str:
    return "".join(sign for sign in name.lower() if sign.isalnum())


def _each(value: Any) -> list[Any]:
    """The parts of what is a list, an object around one, or a text of several lines."""
    if isinstance(value, Mapping):
        inner = next((part for part in value.values() if isinstance(part, list)), None)
        return inner if inner is not None else text_in(value).splitlines()
    return value if isinstance(value, list) else text_in(value).splitlines()


def _drawn(page: str) -> list[str]:
    if "what_you_will_learn_section" not in page:
        return []
    try:
        tree = html.document_fromstring(page)
    except (etree.LxmlError, ValueError):
        return []
    return ["".join(item.itertext()) for item in tree.xpath(_SECTION)]


def _modules(document: Document) -> Iterator[Module]:
    """Of the state, else of JSON-LD."""
    found = list(_module_nodes(document))
    if not found:
        parts = [
            part for name in ("syllabusSections", "hasPart") for part in _each(document.linked.get(name))
        ]
        found = [part for part in parts if isinstance(part, Mapping)] or list(
            of_type(document.objects, "Syllabus")
        )
    for node in found:
        name = one_line(text_in(node.get("name") or node.get("title")))[:TITLE_LENGTH]
        if name:
            yield Module(name, _topics(document, node), hours_in(node))


def _module_nodes(document: Document) -> Iterator[Mapping[str, Any]]:
    state = document.state
    for week in weeks_of(document):
        modules = state.items(week.get("modules"))
        if len(modules) == 1 and hours_in(modules[0]) is None:
            yield {**week, **modules[0]}
        elif modules:
            yield from modules
        elif week.get("name"):
            yield week
    yield from state.items(document.node.get("modules"))
    yield from state.items(document.node.get("courses"))


def _topics(document: Document, node: Mapping[str, Any]) -> tuple[str, ...]:
    for name in _TOPIC_NAMES:
        values = document.state.resolve(node.get(name))
        if isinstance(values, list) and (found := lines_in(values, TOPICS)):
            return found
    return ()
