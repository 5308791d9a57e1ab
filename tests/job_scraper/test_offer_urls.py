"""One address for one page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from job_scraper.normalise.url import canonical_url


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        (
            "https://www.LinkedIn.com/jobs/view/123?position=1&refId=x&trk=y",
            "https://www.linkedin.com/jobs/view/123",
        ),
        ("HTTP://Jobs.Example:80/a b?b=2&a=1&utm_source=x#top", "http://jobs.example/a%20b?a=1&b=2"),
        ("https://jobs.example:443", "https://jobs.example/"),
        ("https://jobs.example:8443/x", "https://jobs.example:8443/x"),
        ("//jobs.example/x", "https://jobs.example/x"),
        ("www.jobs.example/x", "https://www.jobs.example/x"),
        ("https://jobs.example/x%2fy?q=é", "https://jobs.example/x%2Fy?q=%C3%A9"),
        ("https://münchen.example/ü", "https://xn--mnchen-3ya.example/%C3%BC"),
        ("https://jobs.example/#/job/2", "https://jobs.example/#/job/2"),
        ("https://fr.indeed.com/viewjob?jk=ab&from=serp&tk=1", "https://fr.indeed.com/viewjob?jk=ab"),
        ("https://jobs.example/?from=2024", "https://jobs.example/?from=2024"),
        ("https://jobs.example/x?a=1&amp;b=2", "https://jobs.example/x?a=1&b=2"),
        (" <https://jobs.example/x> ", "https://jobs.example/x"),
        ("https://jobs.example/x?gclid=1&fbclid=2&gh_src=3&lever-source=4", "https://jobs.example/x"),
        ("https://jobs.example./x", "https://jobs.example/x"),
        ("https://jobs.example/\u202ex", "https://jobs.example/x"),
    ],
)
def test_canonical_form(written: str, canonical: str) -> None:
    assert canonical_url(written) == canonical


@pytest.mark.parametrize(
    "written",
    [
        "", "jobs", "/offres/12", "javascript:alert(1)", "jAvAsCrIpT&colon;alert(1)", "data:text/html,x",
        "file:///etc/passwd",
        "ftp://jobs.example/x", "https://user:secret@jobs.example/", "https://jobs.example@evil.example/",
        "http://[::1]/",
        "http://[bad/", "https://jobs.example:99999/", "https:// /x", "https://", "https://localhost/x",
        "https://a..example/", "https://jobs.example\\@evil.example/",
        "https://x.example/" + "a" * 5000, "mailto:a@b.example",
        "https://" + "a." * 5000 + "example/",
    ],
)  # fmt: skip
def test_what_is_no_address_of_an_offer(written: str) -> None:
    assert canonical_url(written) is None


ADDRESS = st.builds(
    "https://jobs.example/{}?{}={}#{}".format,
    st.text(max_size=20),
    st.text(max_size=8),
    st.text(max_size=8),
    st.text(max_size=8),
)


@given(ADDRESS | st.text(max_size=80))
def test_the_canonical_form_is_its_own(written: str) -> None:
    canonical = canonical_url(written)
    assert canonical is None or (canonical_url(canonical) == canonical and canonical.isascii())
