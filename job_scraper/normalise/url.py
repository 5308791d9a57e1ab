"""Addresses of offers in one canonical form."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote, unquote_to_bytes, urlencode, urlsplit, urlunsplit

from job_scraper.normalise.characters import clean, unescape

MAX_LENGTH = 2000
_TRACKING = re.compile(
    r"(?:utm[_-]|itm_|elqtrack|mc_|_hs|trk|at_|xtor|mtm_|pk_|piwik|hsa_|wt_|wt\.|oly_|vero_|ga_).{0,60}"
    r"|gclid|fbclid|msclkid|dclid|yclid|igshid|gbraid|wbraid|twclid|ttclid|li_fat_id|s_kwcid|_ga|_gl"
    r"|gh_src|lever-source(?:\[\])?|lever-origin|lever-via|ashby_src|src_id|srsltid|ref_src|cmpid|fromage"
    r"|mkt_tok|hsctatracking|igsh|epik|rdt_cid|sc_cid|wickedid|campaignid|adgroupid|zanpid|cx_source|spm|icid|ncid|ocid"
    r"|s_cid|ss_source|dm_i|share_id|sr_share|_branch_match_id"
    r"|trackingid|refid|ebp|originalsubdomain|recommendedflavor|jobboardsource|sessionid|phpsessid|jsessionid"
)
_HOST_TRACKING = {
    "linkedin.com": frozenset({"position", "pagenum", "currentjobid", "lipi"}),
    "indeed.com": frozenset({"from", "tk", "advn", "adid", "vjs", "xkcb", "xpse", "sjdu", "hl"}),
}
_HOST = re.compile(r"(?=[a-z0-9.-]{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,20}[a-z0-9-]{2,63}")
_PATH_SAFE = "/:@!$&'()*+,;=-._~"


def canonical_url(value: str) -> str | None:
    """http(s) only, lower-case host, no default port, no tracking parameters, parameters sorted.

    A fragment stays only when it is a route (``#/job/1``). None when it is no web address, carries a
    password or is longer than 2,000 characters. The canonical form of a canonical form is itself.
    """
    text = clean(unescape(value[: MAX_LENGTH * 2])).strip().strip("<>\"'")
    if text.startswith("//"):
        text = "https:" + text
    elif text[:4].lower() == "www.":
        text = "https://" + text
    try:
        canonical = _canonical(text)
    except ValueError:
        return None
    return canonical if canonical and len(canonical) <= MAX_LENGTH else None


def _canonical(text: str) -> str | None:
    parts = urlsplit(text)
    host = _host(parts.hostname or "")
    if parts.scheme not in {"http", "https"} or host is None or "@" in parts.netloc or "\\" in parts.netloc:
        return None
    port = parts.port
    netloc = host if port in (None, 80 if parts.scheme == "http" else 443) else f"{host}:{port}"
    fragment = _quoted(parts.fragment) if parts.fragment.startswith(("/", "!/")) else ""
    return urlunsplit((parts.scheme, netloc, _quoted(parts.path) or "/", _query(parts.query, host), fragment))


def _host(name: str) -> str | None:
    """In letters of DNS; a name in another script is written in its xn-- form."""
    try:
        host = name.rstrip(".").encode("idna").decode("ascii").lower()
    except UnicodeError:
        return None
    return host if _HOST.fullmatch(host) else None


def _quoted(path: str) -> str:
    """Each byte escaped or not in one way only; an escaped slash keeps its meaning."""
    pieces = re.split(r"(%2[fF])", path)
    return "".join(
        piece.upper() if index % 2 else quote(unquote_to_bytes(piece), safe=_PATH_SAFE)
        for index, piece in enumerate(pieces)
    )


def _query(query: str, host: str) -> str:
    local = next(
        (names for site, names in _HOST_TRACKING.items() if ("." + host).endswith("." + site)), frozenset()
    )
    pairs = [
        (name, value)
        for name, value in parse_qsl(query, keep_blank_values=True, max_num_fields=200)
        if not _TRACKING.fullmatch(name.lower()) and name.lower() not in local
    ]
    return urlencode(sorted(pairs, key=lambda pair: pair[0]))
