"""The JSON that the pages serve, in the document of the API: the same names as ever, for the programs that know them.

They enter as browsers do: by the session cookie, and where something is changed by the token of a page in the header
X-CSRFToken. New programs have better operations under ``/api/v1``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from flask_openapi.models.security_scheme import SecurityScheme
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from app.api.operation import PROBLEMS
from app.api.schemas import pages as schemas
from app.core.quizzes.categories import CATEGORIES

TAG: Final = "pages"
SESSION: Final = "session"
CSRF: Final = "csrf"
SCHEMES: Final = {
    name: SecurityScheme.model_validate({"type": "apiKey", "name": key, "in": where, "description": said})
    for name, key, where, said in (
        (
            SESSION,
            "jobmatch",
            "cookie",
            "Of a browser: guests have one from their first upload on, members from `/login`.",
        ),
        (CSRF, "X-CSRFToken", "header", 'Goes with the session: `<meta name="csrf-token">` of any page.'),
    )
}
REF: Final = "#/components/schemas/{model}"
PROOF_LISTS: Final = ("certifications", "courses", "diplomas", "languages", "formations", "langues")
NOT_SEARCHED: Final = {"cursor", "page_size"}


@dataclass(frozen=True, slots=True)
class Served:
    """``answers`` by status; ``form`` are the fields of a form, ``files`` those that hold one. ``enters`` is what the
    caller needs of SCHEMES; ``within`` the values of a part of the address."""

    endpoint: str
    address: str
    method: str
    summary: str
    answers: Mapping[int, type[BaseModel]]
    enters: tuple[str, ...] = ()
    body: type[BaseModel] | None = None
    file: str = ""
    form: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    searches: bool = False
    within: tuple[str, ...] = ()


WRITES: Final = (SESSION, CSRF)
SERVED: Final = (
    Served("jobs.api_search", "/api/search", "get", "Search offers", {200: schemas.PageSearch}, searches=True),
    Served("course_api.recommend_courses", "/api/recommend-courses", "post", "Courses for skills",
           {200: schemas.PageCourses}, body=schemas.AskedCourses),
    Served("scraping_api.start", "/api/scraping/source/{name}", "post", "Run a source (administrators)",
           {202: schemas.Asked}, WRITES),
    Served("scraping_api.status", "/api/scraping/status", "get", "How far the runs are (administrators)",
           {200: schemas.ScrapingState}, (SESSION,)),
    Served("scraping_api.statistics", "/api/scraping/stats", "get", "How many offers there are (administrators)",
           {200: schemas.ScrapingStats}, (SESSION,)),
    Served("chromadb_api.status", "/api/chromadb/status", "get", "How the index of courses stands (administrators)",
           {200: schemas.IndexState}, (SESSION,)),
    Served("chromadb_api.migrate", "/api/chromadb/migrate", "post", "Build the index of courses (administrators)",
           {202: schemas.AskedIndex}, WRITES),
    Served("cvs.upload", "/upload-cv", "post", "Upload a CV; it becomes the primary one",
           {200: schemas.UploadedCv}, WRITES, file="cv_file"),
    Served("cvs.remove", "/remove-cv", "post", "Delete the primary CV", {200: schemas.Asked}, WRITES),
    Served("cvs.check", "/check-cv", "get", "Whether there is a CV", {200: schemas.CheckedCv}),
    Served("quiz_api.generate", "/generate-test/{category}/{skill_index}", "post", "Start a quiz, or go on with it",
           {200: schemas.GeneratedTest}, WRITES, body=schemas.WantedTest, within=CATEGORIES),
    Served("quiz_api.submit", "/submit-test/{category}/{skill_index}", "post", "Hand a quiz in",
           {200: schemas.EvaluatedTest}, WRITES, body=schemas.TestAnswers, within=CATEGORIES),
    Served("proofs.upload", "/upload-proof/{category}/{item_index}", "post", "Upload a document for a claim",
           {200: schemas.UploadedDocument}, WRITES, file="proof_file", within=PROOF_LISTS,
           form={"check": "1: have it checked at once.", "claim": "Key of the claim that is expected there."}),
    Served("proofs.verify", "/verify-proof/{category}/{item_index}", "post", "Check a document against its claim",
           {200: schemas.CheckedDocument, 202: schemas.DocumentState, 422: schemas.DocumentState}, WRITES,
           within=PROOF_LISTS, query={"wait": ("integer", "Seconds to wait for the verdict."),
                                      "again": ("string", "1: check anew what was checked."),
                                      "claim": ("string", "Key of the claim that is expected there.")}),
    Served("system.healthz", "/healthz", "get", "Whether this process is alive", {200: schemas.Alive}),
    Served("system.readyz", "/readyz", "get", "Whether this process can serve",
           {200: schemas.Ready, 503: schemas.Ready}),
)  # fmt: skip
NOT_DESCRIBED: Final = {
    "tracker.as_json": "a file to keep; /api/v1/applications/export is the same",
}
"""Routes of the pages that serve JSON and stand elsewhere in the document, with the reason."""


def add_to(made: dict[str, Any]) -> None:
    """The operations, their schemas and the ways to enter."""
    components = made["components"]
    components["schemas"].update(_schemas())
    parameters = made["paths"]["/api/v1/jobs"]["get"]["parameters"]
    for each in SERVED:
        made["paths"].setdefault(each.address, {})[each.method] = _operation(each, parameters)
    said = (
        "JSON of the pages, for programs that know it. They enter by cookie; new ones rather use `/api/v1`."
    )
    made["tags"].append({"name": TAG, "description": said})


def _schemas() -> dict[str, Any]:
    models = {model for each in SERVED for model in (*each.answers.values(), each.body) if model}
    ordered = sorted(models, key=lambda model: model.__name__)
    _names, made = models_json_schema([(model, "validation") for model in ordered], ref_template=REF)
    return dict(made["$defs"])


def _operation(each: Served, search: list[Any]) -> dict[str, Any]:
    parameters = [*_in_address(each), *_in_query(each)]
    if each.searches:
        parameters += [one for one in search if one.get("in") == "query" and one["name"] not in NOT_SEARCHED]
    answers = {str(status): _answer(each, status) for status in each.answers}
    problems = {
        str(status): said for status, said in PROBLEMS.items() if str(status) not in answers and status != 412
    }
    described: dict[str, Any] = {
        "operationId": f"{TAG}_{each.endpoint.replace('.', '_')}",
        "summary": each.summary,
        "tags": [TAG],
        "parameters": parameters,
        "responses": {**answers, **problems},
        "security": [{name: [] for name in each.enters}] if each.enters else [{}],
    }
    content = _content(each)
    return (
        {**described, "requestBody": {"content": content, "required": each.body is not schemas.WantedTest}}
        if (content)
        else described
    )


def _in_address(each: Served) -> list[dict[str, Any]]:
    names = [part[1:-1] for part in each.address.split("/") if part.startswith("{")]
    return [{"name": name, "in": "path", "required": True, **_place(name, each.within)} for name in names]


def _place(name: str, within: tuple[str, ...]) -> dict[str, Any]:
    if name == "category":
        return {"description": "A list on the page.", "schema": {"type": "string", "enum": list(within)}}
    if name == "name":
        return {"description": "Of a source.", "schema": {"type": "string", "pattern": "^[a-z0-9_.-]{1,40}$"}}
    return {
        "description": "Place in that list, from 0.",
        "schema": {"type": "integer", "minimum": 0, "maximum": 999},
    }


def _in_query(each: Served) -> list[dict[str, Any]]:
    return [
        {"name": name, "in": "query", "description": said, "schema": {"type": kind}}
        for name, (kind, said) in each.query.items()
    ]


def _answer(each: Served, status: int) -> dict[str, Any]:
    model = each.answers[status]
    content: dict[str, Any] = {"application/json": {"schema": {"$ref": REF.format(model=model.__name__)}}}
    if status >= 400 and status != 503:
        content |= PROBLEMS[status]["content"]
    return {"description": (model.__doc__ or each.summary).strip(), "content": content}


def _content(each: Served) -> dict[str, Any]:
    if each.body:
        return {"application/json": {"schema": {"$ref": REF.format(model=each.body.__name__)}}}
    if not each.file:
        return {}
    fields: dict[str, Any] = {each.file: {"type": "string", "contentMediaType": "application/octet-stream"}}
    fields |= {name: {"type": "string", "description": said} for name, said in each.form.items()}
    schema = {"type": "object", "properties": fields, "required": [each.file]}
    return {"multipart/form-data": {"schema": schema}}
