"""France Travail: tokens, ranges, windows of time, and the traps in its answers."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from job_scraper.query import Query
from job_scraper.sources import _france_travail_access as access
from job_scraper.sources.france_travail import DETAIL_PAGE, SOURCE, parse
from outgoing.endings import Changed, Failed, KeyRefused, SourceFault
from tests.fake_web import Asked, FakeWeb, Reply, client_for
from tests.job_scraper.sources.majors import (
    CAPTCHA,
    FIXTURES,
    Run,
    all_levels,
    needs_fixtures,
    no_trace,
    parsed_postings,
    postings,
    query_for,
    run,
)

LOGIN, API = "entreprise.francetravail.fr", "api.francetravail.io"
TOKEN_PATH = "/connexion/oauth2/access_token"
OFFERS = "/partenaire/offresdemploi/v2/offres"
SECRET = "canary-secret-of-france-travail"


def offer(own: str, **changes: Any) -> dict[str, Any]:
    return {
        "id": own,
        "intitule": "Développeur Python H/F",
        "description": "Vous rejoignez une équipe de six personnes.\nAnglais courant.",
        "dateCreation": "2026-11-18T09:12:00.000Z",
        "dateActualisation": "2026-11-19T10:00:00.000Z",
        "lieuTravail": {"libelle": "69 - LYON 03", "codePostal": "69003", "commune": "69383"},
        "appellationlibelle": "Développeur informatique",
        "entreprise": {"nom": "EXEMPLE SAS", "entrepriseAdaptee": False},
        "typeContrat": "CDI",
        "typeContratLibelle": "Contrat à durée indéterminée",
        "natureContrat": "Contrat travail",
        "experienceExige": "E",
        "experienceLibelle": "2 An(s)",
        "competences": [
            {"code": "300425", "libelle": "Concevoir une application web"},
            {"libelle": "Python"},
        ],
        "salaire": {"libelle": "Annuel de 38000.0 Euros à 45000.0 Euros sur 12.0 mois"},
        "dureeTravailLibelleConverti": "Temps plein",
        "alternance": False,
        "contact": {
            "nom": "EXEMPLE - Mme Inventée",
            "courriel": "rh@exemple.example",
            "urlPostulation": "https://exemple.example/postuler",
        },
        "agence": {},
        "origineOffre": {"origine": "1", "urlOrigine": DETAIL_PAGE + own},
        **changes,
    }


def options(**changes: Any) -> Query:
    limit = changes.pop("limit", 1000)
    given = {"client_id": "PAR_test", "client_secret": SECRET, "keywords": ("python",), **changes}
    return query_for(SOURCE, limit, **given)


def token(number: int = 1, **changes: Any) -> dict[str, Any]:
    return {"access_token": f"token-{number}", "token_type": "Bearer", "expires_in": 1499, **changes}


def answer_search(web: FakeWeb, *replies: Reply | Callable[[Asked], Any], **login: Any) -> None:
    web.answer(LOGIN, TOKEN_PATH, Reply(login.get("token", token())))
    web.answer(API, OFFERS + "/search", *replies)


def searched(web: FakeWeb, *replies: Reply | Callable[[Asked], Any], **changes: Any) -> Run:
    answer_search(web, *replies)
    return run(SOURCE, options(**changes), client_for(web))


class Board:
    """Offers that were made one every ``step`` seconds until ``end``; answers ranges as the real one does."""

    def __init__(self, count: int, end: datetime, step: float = 1.0) -> None:
        self.times = [end.timestamp() - number * step for number in range(count)]

    def __call__(self, asked: Asked) -> Reply:
        low, high = (
            datetime.strptime(asked.params[name], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC).timestamp()
            for name in ("minCreationDate", "maxCreationDate")
        )
        first, last = map(int, asked.params["range"].split("-"))
        if first > 3000 or last > 3149:
            return Reply(
                {"message": "La position de début doit être inférieure ou égale à 3000."}, status=400
            )
        found = [number for number, when in enumerate(self.times) if low <= when < high + 1]
        if not found:
            return Reply(b"", 204)
        part = [offer(f"N{number}") for number in found[first : last + 1]]
        is_whole = len(part) == len(found)
        span = f"offres {first}-{first + len(part) - 1}/{len(found)}"
        return Reply({"resultats": part}, 200 if is_whole else 206, {"Content-Range": span})


def test_an_offer_with_all_its_facts(web: FakeWeb) -> None:
    found = searched(web, Reply({"resultats": [offer("207QYWM")]}))
    assert found.status == "ok"
    [posting] = postings(SOURCE, found.records)
    assert posting.source == "france_travail"
    assert posting.external_id == "207QYWM"
    assert (posting.title, posting.company) == ("Développeur Python H/F", "EXEMPLE SAS")
    assert (posting.city, posting.country) == ("Lyon", "FR")
    assert (posting.contract, posting.work_time, posting.language) == ("permanent", "full_time", "fr")
    assert posting.years_min == 2
    assert posting.salary is not None
    assert (posting.salary.minimum, posting.salary.maximum) == (Decimal(38000), Decimal(45000))
    assert (posting.salary.currency, posting.salary.period) == ("EUR", "year")
    assert posting.published_at == datetime(2026, 11, 18, 9, 12, tzinfo=UTC)
    assert posting.skills == ("Concevoir une application web", "Python")
    assert posting.url == DETAIL_PAGE + "207QYWM"
    assert posting.apply_url == "https://exemple.example/postuler"
    assert posting.raw["dateActualisation"] == "2026-11-19T10:00:00.000Z"
    assert "Inventée" not in json.dumps(posting.raw, ensure_ascii=False)
    assert "rh@exemple.example" not in json.dumps(posting.raw)


def test_asks_as_the_interface_wants_it(web: FakeWeb) -> None:
    searched(web, Reply(b"", 204), departments=("69", "2A"), contract_types=("CDI", "CDD"), days=3)
    [login] = web.asked(LOGIN)
    assert login.params == {"realm": "/partenaire"}
    assert login.form == {
        "grant_type": "client_credentials",
        "client_id": "PAR_test",
        "client_secret": SECRET,
        "scope": "api_offresdemploiv2 o2dsoffre",
    }
    [asked] = web.asked(API)
    assert asked.headers["authorization"] == "Bearer token-1"
    assert asked.headers["accept"] == "application/json"
    assert asked.params["motsCles"] == "python"
    assert (asked.params["departement"], asked.params["typeContrat"]) == ("69,2A", "CDI,CDD")
    assert (asked.params["range"], asked.params["sort"]) == ("0-149", "1")
    first, last = (
        datetime.fromisoformat(asked.params[name]) for name in ("minCreationDate", "maxCreationDate")
    )
    assert (last - first).days == 3


def test_departments_go_in_fives(web: FakeWeb) -> None:
    found = searched(web, Reply(b"", 204), departments=tuple("1234567"), keywords=("a b", "c"))
    asked = [(each.params["motsCles"], each.params["departement"]) for each in web.asked(API)]
    assert asked == [("a b", "1,2,3,4,5"), ("a b", "6,7"), ("c", "1,2,3,4,5"), ("c", "6,7")]
    assert found.pages[0].message == "Keyword 1/4: a b 1,2,3,4,5"
    assert found.pages[-1].progress == 1.0


def test_no_offers_are_said_by_an_empty_answer(web: FakeWeb) -> None:
    found = searched(web, Reply(b"", 204))
    assert [page.parsed.says_none for page in found.pages] == [True]
    assert found.pages[0].parsed.total == 0


def test_ranges_until_the_total(web: FakeWeb) -> None:
    found = searched(web, Board(412, datetime.now(UTC)))
    assert len(set(found.ids)) == len(found.ids) == 412
    assert [each.params["range"] for each in web.asked(API)] == ["0-149", "150-299", "300-449"]
    assert len(web.asked(LOGIN)) == 1
    assert found.pages[-1].progress == 1.0


def test_ranges_without_a_total_end_with_a_page_that_is_not_full(web: FakeWeb) -> None:
    full = {"resultats": [offer(f"A{number}") for number in range(150)]}
    rest = {"resultats": [offer("B1"), offer("B2")]}
    found = searched(web, Reply(full, 206), Reply(rest, 206))
    assert len(found.ids) == 152
    assert len(web.asked(API)) == 2


def test_a_service_that_ignores_the_range_is_left(web: FakeWeb) -> None:
    same = Reply(
        {"resultats": [offer(f"A{number}") for number in range(150)]},
        206,
        {"Content-Range": "offres 0-149/900"},
    )
    found = searched(web, same)
    assert len(found.ids) == 150
    assert len(web.asked(API)) == 2


def test_more_than_can_be_read_is_split_by_time(web: FakeWeb) -> None:
    board = Board(4000, datetime.now(UTC), step=60)
    found = searched(web, board, limit=10_000, days=7)
    assert len(set(found.ids)) == len(found.ids) == 4000
    assert not found.notes
    assert all(int(each.params["range"].split("-")[1]) <= 3149 for each in web.asked(API))


def test_more_than_can_be_read_in_two_minutes_is_told(web: FakeWeb) -> None:
    board = Board(3400, datetime.now(UTC), step=0.02)
    found = searched(web, board, limit=10_000, days=1)
    assert len(found.ids) == 3150
    [note] = found.notes
    assert note.startswith("3400 offers from ")
    assert note.endswith("only 3150 can be read")


def test_stops_at_the_limit(web: FakeWeb) -> None:
    found = searched(web, Board(4000, datetime.now(UTC), step=60), limit=200)
    assert len(found.ids) == 200
    assert len(web.asked(API)) == 2


def test_an_offer_of_two_keywords_comes_once(web: FakeWeb) -> None:
    found = searched(web, Board(200, datetime.now(UTC)), keywords=("python", "java"))
    assert len(found.ids) == 200
    assert len(web.asked(API)) == 4


def test_the_token_is_renewed_a_minute_before_its_end(web: FakeWeb, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = {"now": 1000.0}
    monkeypatch.setattr(access, "monotonic", lambda: clock["now"])
    web.answer(LOGIN, TOKEN_PATH, Reply(token(1)), Reply(token(2)))
    web.answer(API, OFFERS + "/search", Board(400, datetime.now(UTC)))
    pages = SOURCE.fetch(options(), client_for(web))
    next(pages)
    clock["now"] += 1499 - 61
    next(pages)
    assert len(web.asked(LOGIN)) == 1
    clock["now"] += 2
    list(pages)
    assert len(web.asked(LOGIN)) == 2
    assert [each.headers["authorization"] for each in web.asked(API)] == [
        "Bearer token-1", "Bearer token-1", "Bearer token-2",
    ]  # fmt: skip


@pytest.mark.parametrize("life", [None, "soon", -5, 30, [], True, float("1e300")])
def test_a_token_of_unknown_life_serves_one_request(web: FakeWeb, life: Any) -> None:
    answer_search(web, Board(400, datetime.now(UTC)), token=token(expires_in=life))
    found = run(SOURCE, options(), client_for(web))
    assert found.status == "ok"
    assert len(web.asked(LOGIN)) == len(web.asked(API)) == 3


def test_a_refused_token_is_dropped_once(web: FakeWeb) -> None:
    web.answer(LOGIN, TOKEN_PATH, Reply(token(1)), Reply(token(2)))
    web.answer(API, OFFERS + "/search", Reply(b"", 401), Reply({"resultats": [offer("A")]}))
    found = run(SOURCE, options(), client_for(web))
    assert found.ids == ["A"]
    assert [each.headers["authorization"][-1] for each in web.asked(API)] == ["1", "2"]


@pytest.mark.parametrize(
    ("reply", "kind", "says"),
    [
        (Reply(b"", 401), "auth", "client id and secret"),
        (Reply({"message": "Jeton expiré"}, 401), "auth", "Jeton expiré"),
        (Reply({"message": "not subscribed"}, 403), "auth", "403"),
        (
            Reply({"message": "Valeur du paramètre « commune » incorrecte."}, 400),
            "failed",
            "Valeur du paramètre « commune » incorrecte.",
        ),
        (Reply(b"", 429, {"Retry-After": "17"}), "quota", "17 s"),
        (Reply(b"", 429), "quota", "60 s"),
        (
            Reply({"codeErreur": "JCS0011G", "codeHttp": 500, "message": "panne"}, 500),
            "failed",
            "answered 500",
        ),
        (Reply({"codeErreur": "X", "message": "panne"}, 200), "failed", "panne"),
        (Reply(b"", 503), "failed", "answered 503"),
        (Reply("<html>Nous revenons bient\xf4t</html>", 200), "changed", "not JSON"),
        (Reply(CAPTCHA, 200), "blocked", "person"),
        (Reply(CAPTCHA, 999), "blocked", "999"),
        (Reply({"offres": []}, 200), "changed", "resultats"),
        (Reply({"resultats": {"a": 1}}, 200), "changed", "resultats"),
        (Reply(json.dumps({"resultats": [offer("A")]})[:-40], 200), "changed", "not JSON"),
        (Reply(b"", 200), "ok", ""),
        (Reply("not found", 404), "changed", "404"),
        (Reply("[" * 100_000, 200), "changed", "not JSON"),
    ],
)
def test_what_an_answer_means(web: FakeWeb, reply: Reply, kind: str, says: str) -> None:
    found = searched(web, reply)
    assert found.status == kind
    assert says in str(found.fault or "")


def test_good_pages_before_a_fault_stay(web: FakeWeb) -> None:
    page = Reply(
        {"resultats": [offer(f"A{n}") for n in range(150)]}, 206, {"Content-Range": "offres 0-149/900"}
    )
    found = searched(web, page, Reply(b"", 429, {"Retry-After": "5"}))
    assert (len(found.ids), found.status) == (150, "quota")


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        (Reply({"error": "invalid_client", "error_description": f"unknown {SECRET}"}, 400), "auth"),
        (
            Reply({"error": "invalid_client", "error_description": "Client authentication failed"}, 401),
            "auth",
        ),
        (Reply({"error": "invalid_client"}, 403), "auth"),
        (Reply(b"", 429, {"Retry-After": "9"}), "quota"),
        (Reply(b"", 500), "failed"),
        (Reply("<html>maintenance</html>"), "changed"),
        (Reply({"token_type": "Bearer"}), "changed"),
        (Reply({"access_token": ["x"]}), "changed"),
        (Reply([1]), "changed"),
    ],
)
def test_no_token(web: FakeWeb, reply: Reply, kind: str, caplog: pytest.LogCaptureFixture) -> None:
    all_levels(caplog)
    web.answer(LOGIN, TOKEN_PATH, reply)
    web.answer(API, OFFERS + "/search", Reply(b"", 204))
    found = run(SOURCE, options(), client_for(web))
    assert (found.status, web.asked(API)) == (kind, [])
    no_trace(SECRET, found, caplog)


@pytest.mark.parametrize("missing", ["client_id", "client_secret"])
def test_nothing_is_asked_without_credentials(web: FakeWeb, missing: str) -> None:
    answer_search(web, Reply(b"", 204))
    assert run(SOURCE, options(**{missing: ""}), client_for(web)).status == "auth"
    assert not web.requests


def test_credentials_appear_nowhere(web: FakeWeb, caplog: pytest.LogCaptureFixture) -> None:
    all_levels(caplog)
    echo = Reply({"message": f"bad {SECRET} of PAR_test with token-1"}, 400)
    answer_search(web, echo)
    found = run(SOURCE, options(keywords=(f"x {SECRET}",)), client_for(web))
    assert found.status == "failed"
    no_trace(SECRET, found, caplog)
    no_trace("PAR_test", found, caplog)


@pytest.mark.parametrize(
    ("text", "low", "high", "period"),
    [
        ("Annuel de 26400,00 Euros sur 12 mois", 26400, 26400, "year"),
        ("Mensuel de 1900.00 Euros à 2100.00 Euros sur 12 mois", 1900, 2100, "month"),
        ("Horaire de 17.0 Euros à 18.5 Euros sur 12.0 mois", 17, 18.5, "hour"),
        ("Annuel de 35000.0 Euros à 40000.0 Euros sur 13.0 mois", 35000, 40000, "year"),
    ],
)
def test_ways_to_write_pay(text: str, low: float, high: float, period: str) -> None:
    body = json.dumps({"resultats": [offer("A", salaire={"libelle": text})]}).encode()
    [posting] = parsed_postings(SOURCE, parse(body))
    assert posting.salary is not None
    found = (posting.salary.minimum, posting.salary.maximum, posting.salary.period)
    assert found == (Decimal(str(low)), Decimal(str(high)), period)
    assert posting.salary.text == text


@pytest.mark.parametrize(
    ("change", "field", "value"),
    [
        ({"salaire": [], "agence": []}, "salary", None),
        ({"salaire": None}, "salary", None),
        ({"salaire": {"commentaire": "selon profil"}}, "salary", None),
        ({"entreprise": {}}, "company", None),
        ({"entreprise": []}, "company", None),
        ({"competences": None}, "skills", ()),
        ({"competences": [{"code": "1"}, None]}, "skills", ()),
        ({"lieuTravail": {"libelle": "972 - FORT DE FRANCE"}}, "city", "Fort-de-France"),
        ({"lieuTravail": {"libelle": "2A - AJACCIO"}}, "city", "Ajaccio"),
        ({"lieuTravail": {"libelle": "75 - Paris 15e  Arrondissement"}}, "city", "Paris"),
        ({"lieuTravail": {"libelle": "France"}}, "country", "FR"),
        ({"lieuTravail": []}, "country", "FR"),
        ({"dateCreation": "bientôt", "dateActualisation": None}, "published_at", None),
        (
            {"typeContrat": "MIS", "typeContratLibelle": "Mission intérimaire - 3 Mois"},
            "contract",
            "temporary",
        ),
        ({"typeContrat": "CDD", "typeContratLibelle": "CDD - 6 Mois"}, "contract", "fixed_term"),
        ({"typeContrat": "LIB", "typeContratLibelle": "Profession libérale"}, "contract", "freelance"),
        ({"natureContrat": "Contrat apprentissage"}, "contract", "apprenticeship"),
        ({"alternance": True}, "contract", "apprenticeship"),
        ({"experienceExige": "D", "experienceLibelle": "Débutant accepté"}, "years_min", 0.0),
        ({"dureeTravailLibelleConverti": "Temps partiel"}, "work_time", "part_time"),
        ({"origineOffre": {}, "contact": []}, "url", DETAIL_PAGE + "A"),
        ({"origineOffre": "1"}, "url", DETAIL_PAGE + "A"),
        ({"langues": [{"libelle": "Anglais", "exigence": "E"}]}, "languages", {"en": None}),
    ],
)
def test_traps_in_the_shape(change: dict[str, Any], field: str, value: object) -> None:
    shaped = offer("A", description="Vous rejoignez une équipe de six personnes à Lyon.", **change)
    [posting] = parsed_postings(SOURCE, parse(json.dumps({"resultats": [shaped]}).encode()))
    assert getattr(posting, field) == value


def test_broken_items_cost_only_themselves() -> None:
    items = [
        offer("A"),
        None,
        7,
        "x",
        {},
        {"id": "B"},
        {"intitule": "sans id"},
        offer("C", intitule=None),
        offer("D"),
    ]
    found = parse(json.dumps({"resultats": items}).encode())
    assert [record["id"] for record in found.records] == ["A", "D"]
    assert len(found.broken) == 7


def test_items_that_are_all_broken_mean_a_change() -> None:
    with pytest.raises(Changed):
        parse(b'{"resultats": [{"reference": "A", "titre": "B"}]}')


def test_an_empty_list_says_that_there_is_nothing() -> None:
    assert parse(b'{"resultats": [], "filtresPossibles": []}').says_none


def test_wrong_charset_is_read_all_the_same() -> None:
    body = json.dumps({"resultats": [offer("A")]}, ensure_ascii=False).encode("cp1252")
    assert parse(body).records[0]["title"] == "Développeur Python H/F"


class TestFind:
    def found(self, web: FakeWeb, reply: Reply, own: str = "207QYWM") -> Any:
        web.answer(LOGIN, TOKEN_PATH, Reply(token()))
        web.answer(API, OFFERS + "/*", reply)
        assert SOURCE.find is not None
        return SOURCE.find(own, options(), client_for(web))

    def test_an_offer_that_is_still_there(self, web: FakeWeb) -> None:
        found = self.found(web, Reply(offer("207QYWM", intitule="Développeuse")))
        [posting] = parsed_postings(SOURCE, found)
        assert (posting.external_id, posting.title) == ("207QYWM", "Développeuse")

    def test_one_that_was_withdrawn(self, web: FakeWeb) -> None:
        assert self.found(web, Reply(b"", 204)) is None

    @pytest.mark.parametrize(
        ("reply", "kind"),
        [
            (Reply(offer("OTHER")), Changed),
            (Reply({}), Changed),
            (Reply(b"", 200), Changed),
            (Reply("gone", 404), Changed),
            (Reply({"message": "non"}, 400), Failed),
            (Reply(b"", 403), KeyRefused),
        ],
    )
    def test_other_answers_do_not_mean_that_it_is_gone(
        self, web: FakeWeb, reply: Reply, kind: type[SourceFault]
    ) -> None:
        with pytest.raises(kind):
            self.found(web, reply)

    def test_an_id_cannot_lead_elsewhere(self, web: FakeWeb) -> None:
        self.found(web, Reply(b"", 204), "../../x?y#z")
        assert web.asked(API)[0].path == OFFERS + "/..%2F..%2Fx%3Fy%23z"

    def test_one_token_serves_many_questions_of_a_client(self, web: FakeWeb) -> None:
        web.answer(LOGIN, TOKEN_PATH, Reply(token()))
        web.answer(API, OFFERS + "/*", lambda asked: offer(asked.path.rpartition("/")[2]))
        client = client_for(web)
        assert SOURCE.find is not None
        for own in ("A", "B", "C"):
            assert SOURCE.find(own, options(), client)
        assert len(web.asked(LOGIN)) == 1
        assert SOURCE.find("D", options(client_secret="changed-secret"), client)
        assert len(web.asked(LOGIN)) == 2


def test_duties_are_declared() -> None:
    assert SOURCE.attribution == "Source: France Travail"
    assert SOURCE.recheck_hours == 24
    assert SOURCE.terms.verdict == "key"
    assert SOURCE.terms.url.startswith("https://")
    assert len(SOURCE.terms.duties) >= 5
    assert not SOURCE.is_on
    assert SOURCE.why_off
    assert SOURCE.secrets == ("client_id", "client_secret")


@needs_fixtures
def test_recorded_answer() -> None:
    found = parse((FIXTURES / "france_travail" / "les-emplois_offres_search.json").read_bytes())
    assert (len(found.records), found.broken) == (2, ())
    first, second = parsed_postings(SOURCE, found)
    assert (first.external_id, first.city, first.contract) == ("FOOBAR", "St Claude", "permanent")
    assert first.salary is not None
    assert (first.salary.minimum, first.salary.period) == (Decimal(26400), "year")
    assert second.salary is not None
    assert (second.salary.minimum, second.salary.period, second.years_min) == (Decimal(1710), "month", 0)
    assert all(posting.company and posting.apply_url and posting.published_at for posting in (first, second))
