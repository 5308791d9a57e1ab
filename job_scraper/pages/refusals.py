"""Why a page holds no offer: a challenge, a login, a page that only a browser fills, or none at all."""

from __future__ import annotations

import re
from typing import Final

from job_scraper.normalise.text import plain_text
from job_scraper.pages.addresses import path_of
from job_scraper.pages.tree import Node, line_of, select
from outgoing.challenge import looks_like_challenge
from outgoing.endings import Blocked, Changed, SourceFault

HEAD_LENGTH: Final = 600
_READ: Final = 200_000
_LITTLE_TEXT: Final = 1500
_ALMOST_NO_TEXT: Final = 250


class LoginWall(Blocked):
    """The site shows offers only to those who signed in."""


class NeedsScript(Changed):
    """The page is filled by scripts; without a browser there is nothing on it."""


class NoOffer(Changed):
    """A page that could be read, with no offer on it."""


_CHALLENGE_TITLE = re.compile(
    r"just a moment|un instant|nur einen moment|attention required|access denied|acc[eè]s (?:refus[eé]|interdit)"
    r"|security check|security verification|v[eé]rification de s[eé]curit[eé]|robot check"
    r"|are you (?:a )?(?:human|robot)"
    r"|human verification|captcha|ddos|additional verification|request blocked|forbidden|bot verification"
    r"|pardon our interruption|verify you are human|checking your browser",
    re.I,
)
_LOGIN_PATH = re.compile(
    r"/(?:uas/)?(?:log-?in|sign-?in|sign-?up|authwall|connexion|se-connecter|anmelden|checkpoint|sso|oauth2?)"
    r"(?:[/.?]|$)",
    re.I,
)
_LOGIN_TITLE = re.compile(
    r"\b(?:log ?in|sign ?in|connexion|se connecter|identification|anmelden|einloggen)\b", re.I
)
_SCRIPT_WANTED = re.compile(
    r"(?:enable|activate|requires?|activer|n[eé]cessite|aktivieren)[^<.]{0,40}java ?script"
    r"|java ?script[^<.]{0,40}(?:enabled|required|activ[eé]|aktivier|disabled|d[eé]sactiv)",
    re.I,
)


def head_of(page: str) -> str:
    """The beginning of what a reader would see, for the person who mends the reader."""
    return " ".join(plain_text(page[:20_000]).split())[:HEAD_LENGTH]


def is_challenge(page: str) -> bool:
    """A captcha or a check of the browser instead of the page. Sites put the same scripts beside their
    content, so a page with text enough for an offer is none."""
    title = re.search(r"<title[^>]{0,200}>([^<]{0,300})", page[:_READ], re.I)
    if title and _CHALLENGE_TITLE.search(title[1]) and _text_length(page) < _LITTLE_TEXT * 2:
        return True
    return looks_like_challenge(page) and _text_length(page) < _LITTLE_TEXT


def why_no_offer(page: str, tree: Node | None, address: str = "") -> SourceFault:
    """For a page in which nobody found an offer."""
    head = head_of(page)
    if is_challenge(page):
        return Blocked("a captcha or a check of the browser came instead of the page", head)
    if not page.strip():
        return NoOffer("the page is empty", head)
    if tree is None:
        return NoOffer("the page is too large or too deep to be read", head)
    if _is_login(tree, address):
        return LoginWall("the site asks to sign in first", head)
    if waits_for_script(page):
        return NeedsScript("the page is empty until scripts fill it", head)
    return NoOffer("no offer was found on the page", head)


def _is_login(tree: Node, address: str) -> bool:
    if _LOGIN_PATH.search(path_of(address)):
        return True
    asks = any((one.get("type") or "").lower() == "password" for one in select(tree, "input"))
    named = _LOGIN_TITLE.search(line_of(tree, "title") + " " + line_of(tree, "h1"))
    return asks and bool(named)


def waits_for_script(page: str) -> bool:
    """Next to nothing to read, and scripts to fill it."""
    length = _text_length(page)
    if length < _ALMOST_NO_TEXT and re.search(r"<script\b", page[:_READ], re.I):
        return True
    return length < _LITTLE_TEXT and bool(_SCRIPT_WANTED.search(page[:_READ]))


def _text_length(page: str) -> int:
    body = page.find("<body")
    return len(plain_text(page[max(0, body) : max(0, body) + _READ]))
