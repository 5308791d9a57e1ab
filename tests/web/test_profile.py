"""The account page: names, time zone, picture."""

from __future__ import annotations

import io

import pytest
from flask import Flask
from PIL import Image

from app.services.uploads import avatar_folder
from tests.client import CheckingClient, sign_in, tree
from tests.factories import make_user


@pytest.fixture
def member(client: CheckingClient, app: Flask) -> CheckingClient:
    with app.app_context():
        user_id = make_user()
    sign_in(client, user_id)
    return client


def picture(width: int = 600, height: int = 400, kind: str = "JPEG") -> bytes:
    exif = Image.Exif()
    exif[0x010F] = "canary camera"
    out = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(out, kind, exif=exif)
    return out.getvalue()


def send_picture(client: CheckingClient, content: bytes, name: str = "me.jpg"):
    return client.send("/account/avatar", {"picture": (io.BytesIO(content), name)})


def picture_url(client: CheckingClient) -> str:
    return str(tree(client.get("/account")).xpath("//img[starts-with(@src, '/account/avatar/')]/@src")[0])


def test_names_and_time_zone_are_kept(member: CheckingClient) -> None:
    wanted = {
        "first_name": "Amel",
        "last_name": "Trabelsi",
        "phone": "+216 20 000 000",
        "timezone": "Europe/Paris",
    }
    assert member.send("/account", wanted).status_code == 302
    page = tree(member.get("/account"))
    assert page.xpath("//input[@name='last_name']/@value") == ["Trabelsi"]
    assert page.xpath("//select[@name='timezone']/option[@selected]/@value") == ["Europe/Paris"]


@pytest.mark.parametrize(
    "wrong", [{"timezone": "Mars/Olympus"}, {"phone": "call me"}, {"first_name": "x" * 101}]
)
def test_a_wrong_value_changes_nothing(member: CheckingClient, wrong: dict[str, str]) -> None:
    assert member.send("/account", {"timezone": "Europe/Paris", **wrong}).status_code == 400
    assert tree(member.get("/account")).xpath("//select[@name='timezone']/option[@selected]/@value") == [
        "Africa/Tunis"
    ]


def test_a_picture_is_made_small_and_loses_what_the_camera_wrote(member: CheckingClient, app: Flask) -> None:
    assert send_picture(member, picture()).status_code == 302
    answer = member.get(picture_url(member))
    assert answer.mimetype == "image/webp"
    assert b"canary" not in answer.data
    assert Image.open(io.BytesIO(answer.data)).size == (256, 256)
    stranger: CheckingClient = app.test_client()  # type: ignore[assignment]
    with app.app_context():
        sign_in(stranger, make_user("other@example.org"))
    assert stranger.get(picture_url(member)).status_code == 404


def test_a_new_picture_replaces_the_old_and_removing_leaves_no_file(
    member: CheckingClient, app: Flask
) -> None:
    send_picture(member, picture())
    send_picture(member, picture(kind="PNG"), "me.png")
    with app.app_context():
        assert len(avatar_folder().names()) == 1
    member.send("/account/avatar/delete")
    with app.app_context():
        assert avatar_folder().names() == set()


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b"", 422),
        (b"<svg onload=alert(1)>", 422),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n", 422),
        (picture()[:200], 422),
        (picture(6000, 5000), 413),
        (b"\xff\xd8" + b"x" * (4 * 1024 * 1024), 413),
    ],
)
def test_what_is_no_small_picture_is_refused(
    member: CheckingClient, app: Flask, content: bytes, status: int
) -> None:
    assert send_picture(member, content).status_code in {status, 400}
    with app.app_context():
        assert avatar_folder().names() == set()
