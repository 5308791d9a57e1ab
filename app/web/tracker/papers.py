"""Documents of an application."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app import downloads
from app.errors import BadInput, TooLarge
from app.extensions import limiter
from app.services.tracker import documents
from app.services.tracker.documents import WrongDocument
from app.web.forms.tracker import DocumentForm
from app.web.limits import by_address
from app.web.tracker.application import application_answer
from app.web.tracker.blueprint import blueprint
from app.web.viewer import require_user_id
from app.words.tracker import document_fault


@blueprint.post("/<int:application_id>/documents")
@limiter.limit("120 per hour", key_func=by_address)
def add_document(application_id: int) -> ResponseReturnValue:
    form = DocumentForm()
    if not form.validate_on_submit():
        return application_answer(application_id, 400, document_form=form)
    try:
        file = form.document.data
        documents.add(require_user_id(), application_id, file.stream, file.filename)
    except (WrongDocument, TooLarge, BadInput) as fault:
        form.document.errors = [
            document_fault(fault.code) if isinstance(fault, WrongDocument) else fault.message
        ]
        return application_answer(application_id, fault.status, document_form=form)
    flash(_("The document is stored."), "success")
    return redirect(url_for("tracker.show", application_id=application_id, _anchor="documents"))


@blueprint.get("/<int:application_id>/documents/<int:document_id>")
def download_document(application_id: int, document_id: int) -> ResponseReturnValue:
    """The file as it was uploaded, never shown inside our pages."""
    document = documents.get(require_user_id(), application_id, document_id)
    response = downloads.send(documents.file_of(document), document.content_type, document.file_name)
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


@blueprint.post("/<int:application_id>/documents/<int:document_id>/delete")
def delete_document(application_id: int, document_id: int) -> ResponseReturnValue:
    documents.delete(require_user_id(), application_id, document_id)
    flash(_("The document was deleted."), "success")
    return redirect(url_for("tracker.show", application_id=application_id, _anchor="documents"))
