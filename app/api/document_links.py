"""Links in the document: which part of an answer is the number that other operations take."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

_ID: Final = "$response.body#/id"
_OF_PATH: Final = "$request.path."
Values = Mapping[str, str]
_APPLICATION: Final = {"application_id": _ID, "id": _ID}

# An operation, whose answer or address has the values of the parameters of those that begin with a name.
KNOWN: Final[tuple[tuple[str, str, Values], ...]] = (
    ("alerts_create", "alerts_", {"alert_id": _ID}),
    ("search_preferences_create", "search_preferences_", {"pref_id": _ID}),
    ("cv_upload", "cv_", {"cv_id": _ID}),
    ("cv_upload", "matching_analyze", {"cv_id": _ID}),
    ("applications_create", "applications_", _APPLICATION),
    ("applications_track", "applications_", _APPLICATION),
    *(
        (
            f"applications_add_{part}",
            "applications_",
            {"application_id": f"{_OF_PATH}application_id", f"{part}_id": _ID},
        )
        for part in ("contact", "interview", "document")
    ),
    ("tokens_create", "tokens_", {"token_id": _ID}),
    ("quizzes_start", "quizzes_", {"attempt_id": _ID}),
    ("proofs_upload", "proofs_", {"proof_id": _ID}),
    ("saved_jobs_save", "saved_jobs_", {"job_id": f"{_OF_PATH}job_id"}),
    ("users_export_state", "users_", {"export_id": _ID}),  # once it is ready
    ("searches_index", "searches_", {"search_id": "$response.body#/searches/0/id"}),
    ("notifications_index", "notifications_", {"notification_id": "$response.body#/notifications/0/id"}),
    *(
        ("jobs_search", group, {"job_id": "$response.body#/jobs/0/id"})
        for group in ("jobs_", "saved_jobs_save", "matching_", "courses_")
    ),
    ("courses_search", "courses_", {"course_id": "$response.body#/courses/0/id"}),
)
_OF_AN_OFFER: Final = "applications_track"  # its id is not that of an application


def add_to(paths: Mapping[str, Mapping[str, Any]]) -> None:
    operations = {one["operationId"]: one for item in paths.values() for one in item.values()}
    needed = {name: _path_parameters(operation) for name, operation in operations.items()}
    for source, group, values in KNOWN:
        links = {
            name: {"operationId": name, "parameters": {one: values[one] for one in sorted(names)}}
            for name, names in needed.items()
            if name.startswith(group) and name not in {source, _OF_AN_OFFER}
            if names <= values.keys() and names & _told(values)
        }
        for status, response in operations[source]["responses"].items():
            if status in {"200", "201", "202"}:
                response.setdefault("links", {}).update(links)


def _told(values: Values) -> set[str]:
    """The parameters that the answer tells; where it tells none, those of the address."""
    return {one for one, where in values.items() if not where.startswith(_OF_PATH)} or set(values)


def _path_parameters(operation: Mapping[str, Any]) -> set[str]:
    return {one["name"] for one in operation.get("parameters", ()) if one.get("in") == "path"}
