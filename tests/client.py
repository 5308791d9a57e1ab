"""A test client that looks at every page it gets: no error, headers in place, sound HTML."""

from __future__ import annotations

import re
from typing import Any

from flask.testing import FlaskClient
from lxml import html
from werkzeug.test import TestResponse

from app.extensions import db


class CheckingClient(FlaskClient):
    """``check=False`` switches the looks off for answers that are meant to be odd."""

    def open(self, *args: Any, check: bool = True, **kwargs: Any) -> TestResponse:
        response = super().open(*args, **kwargs)
        response.get_data()
        response.close()
        if check:
            assert response.status_code < 500, response.text[:2000]
            _check_headers(response)
            if response.mimetype == "text/html" and response.text:
                _check_page(response)
        return response

    def token(self, path: str = "/login") -> str:
        """A CSRF token that goes with this client's session."""
        page = self.get(path).text
        found = re.search(r'name="csrf-token" content="([^"]+)"', page)
        assert found, "no token on the page"
        return found[1]

    def send(self, path: str, data: dict[str, Any] | None = None, **kwargs: Any) -> TestResponse:
        """Post a form as a browser would, with its token."""
        headers = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8", **kwargs.pop("headers", {})}
        return self.post(path, data={"csrf_token": self.token(), **(data or {})}, headers=headers, **kwargs)


def tree(response: TestResponse) -> html.HtmlElement:
    return html.document_fromstring(response.get_data(as_text=True))


def words(response: TestResponse) -> str:
    """The text of a page, single-spaced."""
    page = tree(response)
    for hidden in page.xpath("//script|//style|//template"):
        hidden.drop_tree()
    return " ".join(page.text_content().split())


def sign_in(client: CheckingClient, user_id: int) -> None:
    """Put a user's id into the session, as a completed log in does."""
    from app.models import User

    with client.application.app_context():
        user = db.session.get(User, user_id)
        assert user
        session_id = user.get_id()
    with client.session_transaction() as session:
        session["_user_id"] = session_id
        session["_fresh"] = True


def _check_headers(response: TestResponse) -> None:
    assert (
        "default-src 'self'" in response.headers["Content-Security-Policy"]
        or response.mimetype != "text/html"
    )
    assert "unsafe" not in response.headers.get("Content-Security-Policy", "")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["X-Request-ID"]


def _check_page(response: TestResponse) -> None:
    text = response.get_data(as_text=True)
    assert "{{" not in text
    assert "{%" not in text
    if "<html" not in text:
        return  # a fragment
    page = html.document_fromstring(text)
    assert page.findtext(".//title", "").strip()
    assert len(page.xpath("//h1")) == 1, "one main heading"
    assert page.get("lang")
    assert not page.xpath("//*[@style]"), "no inline style"
    assert not page.xpath("//script[not(@src)]"), "no inline script"
    assert not page.xpath("//@*[starts-with(name(), 'on')]"), "no inline handler"
    for form in page.xpath("//form[@method='post']"):
        within = form.xpath(".//input[@name='csrf_token']")
        beside = page.xpath("//input[@name='csrf_token'][@form=$id]", id=form.get("id", ""))
        assert within or beside, f"form without token: {form.get('action')}"
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids)), f"ids used twice: {sorted(i for i in ids if ids.count(i) > 1)}"
    for url in page.xpath("//link/@href|//script/@src|//img/@src"):
        assert url.startswith(("/", "data:image/")), f"asset from elsewhere: {url}"
