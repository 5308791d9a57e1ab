"""Offers from outside, for oneself: from an address, as text or a saved page, with an application if wished."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Response

from app.api.answers import accepted, answer, made, nothing
from app.api.caller import caller
from app.api.limits import IMPORTS, by_caller
from app.api.operation import answers, group
from app.api.repeating import repeatable
from app.api.schemas import imports as schemas
from app.api.schemas.paths import JobPath
from app.extensions import limiter
from app.services import imported_jobs
from app.services.import_reading import Pasted
from app.services.imported_jobs import CannotImport
from app.services.tracker import creating
from app.words.imports import import_fault_text, saved_list_text

blueprint = group("imports", "/imports", "Offers that I bring in; nobody else sees them.")


@blueprint.get("", responses={200: schemas.OwnOffers})
def index() -> Response:
    """The offers that I brought in"""
    found = imported_jobs.own_offers(caller().user_id)
    return answer(schemas.OwnOffers(offers=[schemas.OwnOffer.model_validate(one) for one in found]))


@blueprint.post("", responses={200: schemas.Imported, 202: schemas.ImportState})
@limiter.limit(IMPORTS, key_func=by_caller)
@repeatable
def ask(body: schemas.PageAddress) -> Response:
    """Bring in the offer of a page

    200 when it is here already. Else the page is read in the background: ask for the import until it is done."""
    user_id = caller().user_id
    with _in_words():
        asked = imported_jobs.ask(user_id, body.address, body.pick, tracks=body.track)
    if asked.job_id is not None:
        return answer(_imported(user_id, asked.job_id, body.track))
    assert asked.import_id is not None
    assert asked.task_id is not None
    return accepted(_state(user_id, asked.import_id), asked.task_id)


@blueprint.post("/text", responses={201: schemas.Imported})
@limiter.limit(IMPORTS, key_func=by_caller)
@repeatable
def from_text(body: schemas.OfferText) -> Response:
    """Bring in an offer as text"""
    user_id = caller().user_id
    pasted = Pasted(body.title, body.text, body.company, body.location, body.url)
    with _in_words():
        job_id = imported_jobs.from_text(user_id, pasted)
    return _made(_imported(user_id, job_id, body.track))


@blueprint.post("/page", responses={201: schemas.Imported})
@limiter.limit(IMPORTS, key_func=by_caller)
@repeatable
def from_page(form: schemas.SavedPage) -> Response:
    """Bring in the offer of a saved page"""
    user_id = caller().user_id
    content = form.file.stream.read(imported_jobs.MAX_FILE + 1)
    with _in_words(of_file=True):
        job_id = imported_jobs.from_page(user_id, content, form.url)
    return _made(_imported(user_id, job_id, form.track))


@blueprint.get("/<int:import_id>", responses={200: schemas.ImportState})
def show(path: schemas.ImportPath) -> Response:
    """How far an import is

    A finished one can be asked for during two weeks."""
    return answer(_state(caller().user_id, path.import_id))


@blueprint.delete("/offers/<int:job_id>", responses=answers(204, None))
def delete(path: JobPath) -> Response:
    """Delete an offer that I brought in"""
    imported_jobs.delete(caller().user_id, path.job_id)
    return nothing()


def _imported(user_id: int, job_id: int, track: bool) -> schemas.Imported:
    tracked = creating.track(user_id, job_id) if track else None
    return schemas.Imported(job_id=job_id, application_id=tracked.id if tracked else None)


def _made(imported: schemas.Imported) -> Response:
    return made(imported, f"/api/v1/jobs/{imported.job_id}")


def _state(user_id: int, import_id: int) -> schemas.ImportState:
    found = imported_jobs.progress(user_id, import_id)
    same = ("id", "url", "state", "fault", "job_id", "application_id")
    return schemas.ImportState.model_validate(
        {
            **{name: getattr(found, name) for name in same},
            "said": import_fault_text(found.fault) if found.fault else None,
            "choices": [schemas.ImportChoice.model_validate(one) for one in found.choices],
        }
    )


@contextmanager
def _in_words(*, of_file: bool = False) -> Iterator[None]:
    """A page that is not kept cannot be chosen from."""
    try:
        yield
    except CannotImport as fault:
        is_list = of_file and fault.code == "many_offers"
        fault.message = saved_list_text() if is_list else import_fault_text(fault.code)
        raise
