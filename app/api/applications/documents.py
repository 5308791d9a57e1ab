"""Documents of an application."""

from __future__ import annotations

from typing import Any, Final

from flask import Response
from flask_babel import gettext as _

from app import downloads
from app.api.answers import answer, made, nothing
from app.api.applications.blueprint import ADDRESS, blueprint
from app.api.caller import caller
from app.api.limits import COSTLY, by_caller
from app.api.repeating import repeatable
from app.api.schemas.application_entries import Documents, DocumentUpload
from app.api.schemas.applications import DocumentResponse
from app.api.schemas.paths import ApplicationPath, DocumentPath
from app.core.tracker.documents import CONTENT_TYPES
from app.errors import NotFound, Unprocessable
from app.extensions import limiter
from app.services.tracker import documents
from app.services.tracker.documents import WrongDocument
from app.services.tracker.page import application_page
from app.words.tracker import document_fault

FILE: Final[dict[Any, Any]] = {
    200: {
        "description": "The file as it was uploaded.",
        "content": {
            content_type: {"schema": {"type": "string", "format": "binary"}}
            for content_type in CONTENT_TYPES.values()
        },
    }
}


@blueprint.get("/<int:application_id>/documents", responses={200: Documents})
def list_documents(path: ApplicationPath) -> Response:
    """Its documents"""
    page = application_page(caller().user_id, path.application_id)
    return answer(Documents(documents=[DocumentResponse.model_validate(one) for one in page.documents]))


@blueprint.post("/<int:application_id>/documents", responses={201: DocumentResponse})
@limiter.limit(COSTLY, key_func=by_caller)
@repeatable
def add_document(path: ApplicationPath, form: DocumentUpload) -> Response:
    """Add a document

    At most 20 of an application; what it is, is seen by its content."""
    user_id, file = caller().user_id, form.document
    try:
        id_ = documents.add(user_id, path.application_id, file.stream, file.filename)
    except WrongDocument as fault:
        said = document_fault(fault.code)
        raise Unprocessable(said, code=fault.code, fields={"document": said}) from fault
    page = application_page(user_id, path.application_id)
    one = next((one for one in page.documents if one.id == id_), None)
    if one is None:  # deleted meanwhile
        raise NotFound(_("There is no such page."))
    return made(DocumentResponse.model_validate(one), f"{ADDRESS}/{path.application_id}/documents/{id_}")


@blueprint.get("/<int:application_id>/documents/<int:document_id>", responses=FILE)
def download_document(path: DocumentPath) -> Response:
    """A document as it was uploaded"""
    document = documents.get(caller().user_id, path.application_id, path.document_id)
    response = downloads.send(documents.file_of(document), document.content_type, document.file_name)
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


@blueprint.delete("/<int:application_id>/documents/<int:document_id>", responses={204: None})
def delete_document(path: DocumentPath) -> Response:
    """Delete a document"""
    documents.delete(caller().user_id, path.application_id, path.document_id)
    return nothing()
