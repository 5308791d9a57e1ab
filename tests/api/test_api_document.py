"""The description fits what is there."""

from __future__ import annotations

from collections import Counter
from importlib import import_module
from pkgutil import iter_modules

from flask import Flask
from openapi_schema_validator import OAS31Validator
from openapi_spec_validator import OpenAPIV31SpecValidator
from pydantic import BaseModel

from app.api import schemas
from app.api.policy import OPEN, POLICY
from tests.api.examples import example
from tests.client import CheckingClient


def test_every_operation_has_a_policy_and_every_policy_an_operation(app: Flask) -> None:
    there = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith(("api_v1.", "api_docs."))
    }
    assert there == set(POLICY)


def test_every_operation_is_described(app: Flask, client: CheckingClient) -> None:
    document = client.get("/api/openapi.json").json
    assert document["openapi"] == "3.1.0"
    described = {
        (path, method.upper())
        for path, item in document["paths"].items()
        for method in item
        if method != "parameters" and path.startswith("/api/v1/")  # the others have a test of their own
    }
    there = {
        (rule.rule.replace("<int:", "{").replace("<", "{").replace(">", "}"), method)
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("api_v1.")
        for method in rule.methods or ()
        if method not in {"HEAD", "OPTIONS"}
    }
    assert described == there


def test_the_document_says_what_token_is_needed(client: CheckingClient) -> None:
    paths = client.get("/api/openapi.json").json["paths"]
    assert paths["/api/v1/auth/me"]["get"]["security"] == [{"bearer": ["read"]}]
    assert paths["/api/v1/jobs"]["get"]["security"] == [{"bearer": []}, {}]
    operations = [operation for item in paths.values() for operation in item.values()]
    ids = [operation["operationId"] for operation in operations]
    assert len(ids) == len(set(ids))
    assert all(operation["summary"] for operation in operations)
    assert all("401" in operation["responses"] for operation in operations)


def test_open_operations_are_few() -> None:
    """A list to read again whenever it grows."""
    assert {endpoint for endpoint, needed in POLICY.items() if needed == OPEN} <= {
        "api_docs.docs", "api_docs.openapi",
        "api_v1.auth.register", "api_v1.auth.confirm", "api_v1.auth.login", "api_v1.auth.refresh", "api_v1.auth.logout",
        "api_v1.jobs.search", "api_v1.jobs.show", "api_v1.jobs.similar", "api_v1.jobs.suggestions", "api_v1.jobs.trending",
    }  # fmt: skip


def test_the_page_needs_nothing_from_elsewhere(client: CheckingClient) -> None:
    page = client.get("/api/docs")
    assert page.status_code == 200
    assert "http" not in page.text.replace('href="/api', "").split("<body>")[1]
    assert "swagger-ui-bundle" in page.text


def test_the_document_is_valid_and_so_are_its_examples(client: CheckingClient) -> None:
    document = client.get("/api/openapi.json").json
    assert list(OpenAPIV31SpecValidator(document).iter_errors()) == []
    checked = 0
    for item in document["paths"].values():
        for operation in item.values():
            for content in operation.get("requestBody", {}).get("content", {}).items():
                kind, described = content
                if kind == "application/json":
                    schema = {**described["schema"], "components": document["components"]}
                    OAS31Validator(schema).validate(example(document, described["schema"]))
                    checked += 1
    assert checked > 25


def test_every_field_of_a_body_and_an_answer_is_explained_or_shown(client: CheckingClient) -> None:
    schemas = client.get("/api/openapi.json").json["components"]["schemas"]
    bare = [
        f"{name}.{field}"
        for name, schema in schemas.items()
        for field, part in schema.get("properties", {}).items()
        if not {"description", "examples", "$ref", "const", "default"} & part.keys()
        and "items" not in part
        and "anyOf" not in part
    ]
    assert bare == []


def test_every_operation_has_answers_whose_examples_are_valid(client: CheckingClient) -> None:
    document = client.get("/api/openapi.json").json
    for path, item in document["paths"].items():
        for method, operation in item.items():
            answers = {status: one for status, one in operation["responses"].items() if status < "300"}
            assert answers, (path, method)
            for status, one in answers.items():
                schema = one.get("content", {}).get("application/json", {}).get("schema")
                if schema:
                    whole = {**schema, "components": document["components"]}
                    found = list(OAS31Validator(whole).iter_errors(example(document, schema)))
                    assert found == [], (path, method, status)


def test_links_lead_to_operations_with_those_parameters(client: CheckingClient) -> None:
    paths = client.get("/api/openapi.json").json["paths"]
    operations = {one["operationId"]: one for item in paths.values() for one in item.values()}
    links = [
        link
        for operation in operations.values()
        for answer in operation["responses"].values()
        for link in answer.get("links", {}).values()
    ]
    for link in links:
        taken = {one.get("name") for one in operations[link["operationId"]]["parameters"]}
        assert link["parameters"].keys() <= taken, link
    assert {link["operationId"] for link in links} > {
        "cv_parse",
        "alerts_show",
        "applications_change_contact",
    }


def test_no_two_schemas_share_a_name() -> None:
    """The document knows them by it: one would describe what the other is."""
    modules = [import_module(f"{schemas.__name__}.{one.name}") for one in iter_modules(schemas.__path__)]
    names = Counter(
        name
        for module in modules
        for name, value in vars(module).items()
        if isinstance(value, type) and issubclass(value, BaseModel) and value.__module__ == module.__name__
    )
    assert [name for name, count in names.items() if count > 1] == []
