"""The way to the interfaces of France Travail: a token that is renewed in time, statuses that mean something."""

from __future__ import annotations

from collections.abc import Mapping
from time import monotonic
from typing import Any, Final
from weakref import WeakKeyDictionary

from job_scraper.client import Client
from job_scraper.query import Query
from outgoing.answer import Answer
from outgoing.endings import Changed, Failed, KeyRefused, QuotaUsedUp, SourceFault, from_refusal
from outgoing.faults import NotJson, Refused

TOKEN_URL: Final = "https://entreprise.francetravail.fr/connexion/oauth2/access_token"  # noqa: S105  no secret
OFFERS_URL: Final = "https://api.francetravail.io/partenaire/offresdemploi/v2/offres"
_SCOPE: Final = "api_offresdemploiv2 o2dsoffre"
_MARGIN: Final = 60.0
_USUAL_WAIT: Final = 60.0
_ASK_ADMIN: Final = "check client id and secret, and that the application has the product Offres d'emploi v2"


class Access:
    """One client id. The token serves until a minute before its end, and is given up on a 401."""

    def __init__(self, client_id: str, client_secret: str, client: Client) -> None:
        self._id, self._secret, self._client = client_id, client_secret, client
        self._token = ""
        self._until = 0.0

    def get(self, path: str, params: Mapping[str, str | int] | None = None) -> Answer:
        """200, 204 or 206. Raises SourceFault for every other status and what the client raises."""
        answer = self._asked(path, params)
        if answer.status == 401:
            self._token = ""
            answer = self._asked(path, params)
        if answer.status in {200, 204, 206}:
            return answer
        said = message_in(answer)
        if answer.status == 401:
            raise KeyRefused(f"France Travail does not accept its own token: {said or _ASK_ADMIN}")
        if answer.status in {400, 422}:
            raise Failed(f"France Travail refuses the search: {said or answer.status}", answer.head)
        raise Changed(f"France Travail answered {answer.status}: {said}", answer.head)

    def _asked(self, path: str, params: Mapping[str, str | int] | None) -> Answer:
        headers = {"Authorization": f"Bearer {self._valid_token()}", "Accept": "application/json"}
        try:
            return self._client.get(OFFERS_URL + path, params=params, headers=headers, robots=False)
        except Refused as refused:
            raise _refusal(refused) from refused

    def _valid_token(self) -> str:
        if not self._token or monotonic() >= self._until:
            self._token, seconds = self._new_token()
            self._until = monotonic() + seconds - _MARGIN
        return self._token

    def _new_token(self) -> tuple[str, float]:
        form = {
            "grant_type": "client_credentials",
            "client_id": self._id,
            "client_secret": self._secret,
            "scope": _SCOPE,
        }
        try:
            answer = self._client.post(TOKEN_URL, params={"realm": "/partenaire"}, form=form, robots=False)
        except Refused as refused:
            raise _refusal(refused) from refused
        if answer.status in {400, 401}:
            raise KeyRefused(f"France Travail gives no token: {message_in(answer) or _ASK_ADMIN}")
        said = _document(answer)
        token = said.get("access_token")
        if not answer.is_ok or not isinstance(token, str) or not token:
            raise Changed(f"France Travail answered {answer.status} without a token")
        return token, _seconds(said.get("expires_in"))


_ACCESSES: WeakKeyDictionary[Client, tuple[str, str, Access]] = WeakKeyDictionary()


def access_of(query: Query, client: Client) -> Access:
    """The same for the same client, that is for one run: its token serves all its requests."""
    client_id, secret = query.text("client_id"), query.text("client_secret")
    if not client_id or not secret:
        raise KeyRefused("client id and secret are not set; they are free at francetravail.io")
    known = _ACCESSES.get(client)
    if known is None or known[:2] != (client_id, secret):
        known = _ACCESSES[client] = (client_id, secret, Access(client_id, secret, client))
    return known[2]


def message_in(answer: Answer) -> str:
    """What the service says about a fault, "" when it says nothing we know."""
    said = _document(answer)
    texts = (said.get(name) for name in ("message", "error_description", "error", "codeErreur"))
    return next((text.strip()[:300] for text in texts if isinstance(text, str) and text.strip()), "")


def _document(answer: Answer) -> dict[str, Any]:
    try:
        said = answer.json()
    except NotJson:
        return {}
    return said if isinstance(said, dict) else {}


def _refusal(refused: Refused) -> SourceFault:
    if refused.status == 403:
        return KeyRefused(f"France Travail answered 403: {_ASK_ADMIN}", refused.head)
    if refused.status == 429:
        wait = refused.retry_after if refused.retry_after is not None else _USUAL_WAIT
        return QuotaUsedUp(f"France Travail was asked too often, ask again in {wait:.0f} s", refused.head)
    return from_refusal(refused)


def _seconds(expires_in: Any) -> float:
    """Unknown counts as already over: the token then serves one request."""
    try:
        seconds = float(expires_in)
    except (TypeError, ValueError, OverflowError):
        return 0.0
    return seconds if 0 <= seconds < 1e7 else 0.0
