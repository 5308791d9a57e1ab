"""Both engines against a server that does everything that servers do."""

from __future__ import annotations

import base64
import json
import logging
import re
from collections.abc import Iterator

import pytest

from app.ai.chat import faults
from app.ai.chat.engine import ChatEngine, ChatRequest, Message
from app.ai.chat.engines import EngineSetUp, make_engine, provider_name
from app.ai.chat.groq_engine import GroqEngine
from outgoing.trusted import TrustedClient
from tests.fake_model import BEHAVIOURS, MODELS, FakeModel

KEY = "gsk_canary_4f1d09c7a2"
SCHEMA = {
    "type": "object",
    "properties": {"reply": {"type": "string"}},
    "required": ["reply"],
    "additionalProperties": False,
}
MESSAGES = (Message("system", "You help."), Message("user", "Well?"))
YES = '{"reply": "yes"}'
# What each behaviour comes to; what is not here is a reply.
FAULTS: dict[str, type[faults.ChatFault]] = {
    "stall": faults.TimedOut,
    "drip": faults.TimedOut,
    "disconnect": faults.ServerFault,
    "429": faults.RateLimited,
    "429_today": faults.QuotaUsedUp,
    "402": faults.QuotaUsedUp,
    "500": faults.ServerFault,
    "503": faults.ServerFault,
    "401": faults.BadKey,
    "403": faults.BadKey,
    "404": faults.NoSuchModel,
    "decommissioned": faults.NoSuchModel,
    "too_long": faults.NotTaken,
    "413": faults.NotTaken,
    "400": faults.NotTaken,
    "redirect": faults.NotAModel,
    "refusal": faults.Refused,
    "filtered": faults.Refused,
    "3MB": faults.NotAModel,
    "html": faults.NotAModel,
    "no_choices": faults.NotAModel,
    "odd_shape": faults.NotAModel,
    "not_json": faults.NotAModel,
}
REPLIES = sorted(set(BEHAVIOURS) - set(FAULTS) - {"from_request"})


@pytest.fixture
def model() -> Iterator[FakeModel]:
    with FakeModel() as fake:
        yield fake


@pytest.fixture(params=["groq", "openai"])
def engine(request: pytest.FixtureRequest, model: FakeModel) -> ChatEngine:
    return engine_for(model, request.param)


def engine_for(model: FakeModel, name: str, key: str = KEY, url: str = "") -> ChatEngine:
    address = url or (model.groq_url if name == "groq" else model.url)
    return make_engine(EngineSetUp(name, address, "fake-large", key), TrustedClient("JobMatch/test"))  # type: ignore[arg-type]


def asked(seconds: float = 5.0) -> ChatRequest:
    return ChatRequest(MESSAGES, SCHEMA, max_tokens=77, seconds=seconds)


@pytest.mark.parametrize("behaviour", sorted(FAULTS))
def test_faults_are_typed(engine: ChatEngine, model: FakeModel, behaviour: str) -> None:
    model.behave(behaviour)
    with pytest.raises(faults.ChatFault) as raised:
        engine.complete(asked(seconds=0.6 if behaviour in {"stall", "drip"} else 5.0))
    assert type(raised.value) is FAULTS[behaviour]
    assert raised.value.code in faults.CODES
    assert KEY not in raised.value.detail
    expected = 3 if behaviour == "400" else 1  # only a bad request is tried in other forms
    assert len(model.questions) == expected, "nothing is tried again behind our back"


@pytest.mark.parametrize("behaviour", REPLIES)
def test_what_the_model_wrote_is_handed_on(engine: ChatEngine, model: FakeModel, behaviour: str) -> None:
    model.behave(behaviour)
    reply = engine.complete(asked())
    assert isinstance(reply.text, str)
    assert len(reply.text) <= 400_000
    assert KEY not in reply.text
    assert reply.is_cut == (behaviour == "truncated")


def test_a_reply_has_its_text_and_tokens(engine: ChatEngine, model: FakeModel) -> None:
    reply = engine.complete(asked())
    assert (reply.text, reply.input_tokens, reply.output_tokens) == (YES, 100, 20)
    assert reply.model == "fake-large-0711"
    assert (engine.model, engine.provider) == ("fake-large", model.provider)


def test_what_is_asked_has_model_messages_schema_and_limits(engine: ChatEngine, model: FakeModel) -> None:
    engine.complete(asked())
    [question] = model.questions
    body = question.json()
    assert body["model"] == "fake-large"
    assert [each["role"] for each in body["messages"]] == ["system", "user"]
    assert body["response_format"]["json_schema"]["schema"] == SCHEMA
    assert body["response_format"]["json_schema"]["strict"] is True
    assert {body.get("max_tokens"), body.get("max_completion_tokens")} == {77, None}
    assert question.headers["authorization"] == f"Bearer {KEY}"
    assert question.headers["user-agent"].startswith("JobMatch/")
    assert question.path in {"/v1/chat/completions", "/openai/v1/chat/completions"}


@pytest.mark.parametrize(
    ("takes", "forms"),
    [
        (("json_object", "words"), ["json_schema", "json_object"]),
        (("words",), ["json_schema", "json_object", "words"]),
    ],
)
def test_servers_that_know_no_schema_are_asked_otherwise(
    engine: ChatEngine, model: FakeModel, takes: tuple[str, ...], forms: list[str]
) -> None:
    model.takes = takes
    assert engine.complete(asked()).text == YES
    assert [each.form for each in model.questions] == forms
    assert '"additionalProperties": false' in model.questions[-1].text, "the schema in words"
    assert engine.complete(asked()).text == YES
    assert [each.form for each in model.questions[len(forms) :]] == forms[-1:], "it remembers"


def test_without_a_schema_words_are_asked_for(engine: ChatEngine, model: FakeModel) -> None:
    engine.complete(ChatRequest(MESSAGES))
    assert [each.form for each in model.questions] == ["words"]


def test_images_go_along_as_data_urls(engine: ChatEngine, model: FakeModel) -> None:
    picture = b"\x89PNG and more"
    url = "data:image/png;base64," + base64.b64encode(picture).decode()
    engine.complete(ChatRequest((MESSAGES[0], Message("user", "Read.", (url, url))), SCHEMA))
    [question] = model.questions
    assert question.images == [picture, picture]
    assert "Read." in question.text


@pytest.mark.parametrize(
    ("given", "seconds"), [("7", 7.0), ("0", 0.0), ("soon", None), ("-3", None), ("nan", None)]
)
def test_retry_after_is_read(engine: ChatEngine, model: FakeModel, given: str, seconds: float | None) -> None:
    model.behave("429", retry_after=given)
    with pytest.raises(faults.RateLimited) as raised:
        engine.complete(asked())
    assert raised.value.retry_after == seconds


def test_models_are_listed(engine: ChatEngine, model: FakeModel) -> None:
    model.models = ("b", "a", "b", "", "x" * 500, "with\nbreak")
    assert engine.available_models() == ["a", "b"]
    assert model.requests[0].headers["authorization"] == f"Bearer {KEY}"
    model.models = MODELS
    assert engine.available_models() == sorted(MODELS)


@pytest.mark.parametrize(
    ("behaviour", "fault"), [("401", faults.BadKey), ("500", faults.ServerFault), ("html", faults.NotAModel)]
)
def test_faults_of_the_list_are_typed(
    engine: ChatEngine, model: FakeModel, behaviour: str, fault: type[faults.ChatFault]
) -> None:
    model.behave(behaviour)
    with pytest.raises(fault):
        engine.available_models()


@pytest.mark.parametrize("name", ["groq", "openai"])
@pytest.mark.parametrize(
    ("url", "fault"),
    [
        ("http://127.0.0.1:9", faults.ServerFault),
        ("http://no-such-host.invalid/v1", faults.BadAddress),
        ("ftp://127.0.0.1/v1", faults.BadAddress),
        ("http://user:pass@127.0.0.1/v1", faults.BadAddress),
    ],
)
def test_bad_addresses_are_faults(
    model: FakeModel, name: str, url: str, fault: type[faults.ChatFault]
) -> None:
    engine = engine_for(model, name, url=url)
    with pytest.raises(faults.ChatFault) as raised:
        engine.complete(asked(seconds=3))
    assert isinstance(raised.value, fault | faults.ServerFault), (
        "a resolver may be down where there is no network"
    )
    assert model.requests == []


@pytest.mark.parametrize("name", ["groq", "openai"])
def test_the_key_is_taken_out_of_what_comes_back(model: FakeModel, name: str) -> None:
    engine = engine_for(model, name)
    model.behave("key_echoed")
    assert engine.complete(asked()).text == json.dumps(
        {"reply": "your key is " + "•" * 8}, ensure_ascii=False
    )
    model.behave("key_echoed", status=401)
    with pytest.raises(faults.BadKey) as raised:
        engine.complete(asked())
    assert KEY not in f"{raised.value!r} {raised.value.detail} {raised.value.__cause__!r}"


@pytest.mark.parametrize("name", ["groq", "openai"])
def test_the_key_is_in_no_log_and_no_text_of_the_set_up(
    model: FakeModel, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    set_up = EngineSetUp(name, model.url, "m", KEY)  # type: ignore[arg-type]
    assert KEY not in repr(set_up)
    for behaviour in ("json", "500", "401", "disconnect"):
        model.behave(behaviour)
        try:
            engine_for(model, name).complete(asked())
        except faults.ChatFault as fault:
            assert KEY not in repr(fault)
    assert KEY not in caplog.text


def test_without_a_model_nothing_is_asked() -> None:
    engine = make_engine(EngineSetUp(), TrustedClient("JobMatch/test"))
    for call in (lambda: engine.complete(asked()), engine.available_models):
        with pytest.raises(faults.SwitchedOff):
            call()
    assert engine.provider == ""


@pytest.mark.parametrize(
    ("engine", "url", "name"),
    [
        ("none", "http://localhost/v1", ""),
        ("groq", "", "api.groq.com"),
        ("groq", "http://localhost:8080", "localhost:8080"),
        ("openai", "https://Models.Example.org/v1", "models.example.org"),
        ("openai", "http://[::1]:11434/v1", "[::1]:11434"),
        ("openai", "", ""),
        ("openai", "javascript:alert(1)", ""),
        ("openai", "http://a b/", ""),
    ],
)
def test_providers_are_named_by_their_host(engine: str, url: str, name: str) -> None:
    assert provider_name(engine, url) == name


@pytest.mark.parametrize(
    "url", ["", "https://api.groq.com", "https://api.groq.com/openai/v1", "https://api.groq.com/"]
)
def test_groq_is_found_however_its_address_is_written(url: str) -> None:
    assert GroqEngine(TrustedClient("JobMatch/test"), url, KEY, "m").provider == "api.groq.com"


@pytest.mark.parametrize("model_name", ["openai/gpt-oss-120b", "qwen/qwen3.8-27b", "other"])
def test_thinking_is_kept_short_where_that_can_be_said(model: FakeModel, model_name: str) -> None:
    set_up = EngineSetUp("groq", model.groq_url, model_name, KEY)
    make_engine(set_up, TrustedClient("JobMatch/test")).complete(asked())
    efforts = {"openai/gpt-oss-120b": "low", "qwen/qwen3.8-27b": "none", "other": None}
    assert model.questions[0].json().get("reasoning_effort") == efforts[model_name]


def test_variables_of_the_sdk_change_nothing(model: FakeModel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GROQ_BASE_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("GROQ_API_KEY", "gsk_of_somebody_else")
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    assert engine_for(model, "groq").complete(asked()).text == YES
    assert model.questions[0].headers["authorization"] == f"Bearer {KEY}"


def test_codes_have_one_fault_each() -> None:
    kinds = {
        kind
        for kind in vars(faults).values()
        if isinstance(kind, type) and issubclass(kind, faults.ChatFault)
    }
    assert {kind.code for kind in kinds} == set(faults.CODES)
    assert all(re.fullmatch(r"[a-z_]+", code) for code in faults.CODES)
