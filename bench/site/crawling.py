"""What a member is shown, page by page, to be compared between two sites."""

from __future__ import annotations

import hashlib
import re

from flask import Flask

MOST_PAGES = 120
VOLATILE = re.compile(
    r'name="csrf[_-]token"[^>]*(?:value|content)="[^"]*"|nonce="[^"]*"|[0-9a-f]{16,}|<time.*?</time>'
)


def crawl(app: Flask, email: str, password: str) -> dict[str, tuple[int, str]]:
    """Path -> (status, hash of what is shown) of pages that are reached by links, as a member."""
    client, found, waiting = app.test_client(), {}, ["/"]
    token = re.search(r'name="csrf-token" content="([^"]+)"', client.get("/login").text)
    assert token
    client.post("/login", data={"email": email, "password": password, "csrf_token": token[1]})
    assert client.get("/account").status_code == 200, "the log-in failed"
    while waiting and len(found) < MOST_PAGES:
        path = waiting.pop(0)
        if path in found:
            continue
        answer = client.get(path)
        text = answer.text if answer.mimetype == "text/html" else ""
        found[path] = (answer.status_code, hashlib.sha256(VOLATILE.sub("", text).encode()).hexdigest())
        links = re.findall(r'<a [^>]*href="(/[^"#]*)"', text)
        waiting += [
            link.replace("&amp;", "&")
            for link in links
            if not link.startswith(("/static", "/language", "/logout"))
        ]
    return found
