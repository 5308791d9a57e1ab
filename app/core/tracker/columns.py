"""What trackers call their columns and statuses, in English, French and German."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from app.core.cv.fold import squash

FIELDS: Final = (
    "id", "title", "company", "location", "url", "source", "status", "applied_at", "follow_up_at", "follow_up_text",
    "notes", "cover_letter", "cv_name", "created_at",
)  # fmt: skip
_COLUMNS: Final[Mapping[str, str]] = {
    "id": "id",
    "title": "title, job title, position, position title, role, job, job name, poste, intitulé, intitulé du poste, "
    "titre, titre du poste, fonction, métier, offre, stelle, position/rolle, stellenbezeichnung, bezeichnung",
    "company": "company, company name, employer, organisation, organization, entreprise, société, employeur, "
    "recruteur, nom de l'entreprise, firma, unternehmen, arbeitgeber",
    "location": "location, place, city, job location, lieu, ville, localisation, lieu de travail, ort, standort",
    "url": "url, link, job link, job url, posting, job posting, website, lien, lien de l'offre, lien offre, "
    "lien vers l'offre, annonce, adresse, stellenanzeige",
    "source": "source, found on, site, platform, job board, via, origine, plateforme, canal, quelle",
    "status": "status, stage, state, application status, progress, statut, état, étape, avancement, phase, "
    "bewerbungsstatus",
    "applied_at": "applied at, applied, applied on, date applied, application date, date of application, date sent, "
    "date, date de candidature, date candidature, candidature, date d'envoi, envoyé le, envoyée le, postulé le, "
    "bewerbungsdatum, beworben am, datum",
    "follow_up_at": "follow up at, follow up, follow up date, next follow up, reminder, follow up on, relance, "
    "date de relance, prochaine relance, relancer le, rappel, erinnerung, nachfassen am",
    "follow_up_text": "follow up text, next step, next action, next steps, to do, prochaine étape, prochaine action, "
    "action, à faire, nächster schritt",
    "notes": "notes, note, comments, comment, remarks, commentaire, commentaires, remarque, remarques, "
    "observations, bemerkung, bemerkungen, notizen",
    "cover_letter": "cover letter, letter, lettre de motivation, lettre, motivation, anschreiben",
    "cv_name": "cv name, cv, cv used, cv version, resume, resume used, resume version, cv utilisé, version du cv, "
    "nom du cv, lebenslauf",
    "created_at": "created at, created, added, added on, date added, date saved, date d'ajout, ajouté le, ajoutée le, "
    "créé le, date de création, erstellt am",
}
_STATUSES: Final[Mapping[str, str]] = {
    "saved": "saved, wishlist, wish list, to apply, bookmarked, interested, not applied, draft, enregistrée, "
    "enregistré, sauvegardée, à postuler, à envoyer, intéressé, brouillon, gemerkt, geplant",
    "applied": "applied, sent, submitted, application sent, applied for, postulé, postulée, envoyée, envoyé, "
    "candidature envoyée, en attente, pending, waiting, beworben, gesendet",
    "screening": "screening, phone screen, phone screening, in review, under review, in progress, assessment, "
    "présélection, préqualification, en cours, en cours d'étude, à l'étude, in prüfung",
    "interview": "interview, interviewing, interviews, interviewed, interview scheduled, technical interview, "
    "final interview, entretien, entretiens, entretien prévu, entretien passé, en entretien, vorstellungsgespräch, "
    "gespräch",
    "offer": "offer, offer received, offered, accepted, offer accepted, hired, offre, offre reçue, proposition, "
    "acceptée, accepté, embauché, embauchée, angebot, zusage, angenommen",
    "rejected": "rejected, rejection, declined, refused, unsuccessful, refusée, refusé, refus, rejetée, rejeté, "
    "réponse négative, abgelehnt, absage",
    "withdrawn": "withdrawn, withdrew, cancelled, canceled, not interested, retirée, retiré, abandonnée, abandonné, "
    "annulée, désistement, zurückgezogen",
    "no_answer": "no answer, ghosted, no response, no reply, expired, sans réponse, pas de réponse, "
    "aucune réponse, relancée sans réponse, keine antwort",
}


def _by_word(table: Mapping[str, str]) -> dict[str, str]:
    words = {squash(key): key for key in table}
    words |= {squash(word): key for key, names in table.items() for word in names.split(",")}
    return words


_FIELD_OF: Final = _by_word(_COLUMNS)
_STATUS_OF: Final = _by_word(_STATUSES)


def field_of(column: str) -> str | None:
    """One of FIELDS, whatever case, accents and signs its name is written with."""
    return _FIELD_OF.get(squash(column[:200]))


def fields_of(header: Iterable[str]) -> dict[int, str]:
    """Position to field; of two columns for one field the first counts."""
    found: dict[int, str] = {}
    for position, name in enumerate(header):
        field = field_of(name)
        if field and field not in found.values():
            found[position] = field
    return found


def status_of(text: str) -> str | None:
    """A status by its code or by a word for it; None for an unknown one."""
    return _STATUS_OF.get(squash(text[:200]))
