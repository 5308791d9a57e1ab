"""Personal tokens made with a browser."""

from __future__ import annotations

import pytest
from flask import Flask

from app.services.tokens import personal
from tests.client import CheckingClient, sign_in, tree, words
from tests.factories import PASSWORD, make_user

PLACE = "/account/tokens"
WISH = {"name": "my assistant", "scopes": ["read", "write"], "days": "30", "password": PASSWORD}


@pytest.fixture
def member_id(client: CheckingClient, app: Flask) -> int:
    with app.app_context():
        user_id = make_user()
    sign_in(client, user_id)
    return user_id


def test_a_token_is_shown_once_and_opens_what_it_may(
    client: CheckingClient, member_id: int, app: Flask
) -> None:
    made = client.send(PLACE, WISH)
    assert made.status_code == 200
    assert made.headers["Cache-Control"] == "no-store"
    [secret] = tree(made).xpath("//pre/code/text()")
    assert "my assistant" in words(made)
    later = client.get(PLACE)
    assert secret not in later.text
    assert "my assistant" in words(later)
    stranger = app.test_client()
    headers = {"Authorization": f"Bearer {secret}"}
    assert stranger.get("/api/v1/auth/me", headers=headers).status_code == 200
    assert stranger.get("/api/v1/auth/tokens", headers=headers).status_code == 403
    [address] = tree(later).xpath("//form/@action[contains(., '/account/tokens/')]")
    assert client.send(address).status_code == 302
    assert stranger.get("/api/v1/auth/me", headers=headers).status_code == 401
    assert "There is none yet" in words(client.get(PLACE))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"password": "not this one"}, "The password is not right"),
        ({"password": ""}, "Enter your password"),
        ({"name": " "}, "Give the token a name"),
        ({"name": "x" * 81}, "80"),
        ({"scopes": []}, "Choose what the token may do"),
        ({"scopes": ["admin"]}, "not a valid choice"),
        ({"days": "9999"}, "valid choice"),
    ],
)
def test_a_wrong_wish_makes_none(
    client: CheckingClient, member_id: int, app: Flask, wrong: dict[str, object], said: str
) -> None:
    answer = client.send(PLACE, {**WISH, **wrong})
    assert answer.status_code == 400
    assert said in words(answer)
    with app.app_context():
        assert personal.of_person(member_id) == ()
