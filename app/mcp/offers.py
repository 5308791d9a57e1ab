"""Tools about offers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, Final, Literal

from flask_babel import gettext as _
from pydantic import Field

from app.core.search.filters import MAX_VALUES, InvalidFilter
from app.core.search.words import filters_from
from app.core.skills.lexicon import default_lexicon
from app.errors import BadInput, NotFound
from app.mcp.calls import find_user_id
from app.mcp.schemas import Fit, JobId, Offer, OfferDetail, Offers, Page
from app.services import jobs
from app.services.cards import JobCard
from app.words.labels import invalid_filter_text
from app.words.skills import skill_name

LONGEST: Final = 20_000  # characters of a description that an assistant is given
Text = Annotated[str, Field(max_length=200)]
Codes = Annotated[list[Text], Field(max_length=MAX_VALUES)]
ANY: Final[list[str]] = []


def search_offers(
    *,
    keyword: Annotated[Text, Field(description='Words, "phrases", prefix*, -without.')] = "",
    location: Annotated[Text, Field(description="A town, region or country.")] = "",
    company: Text = "",
    country: Annotated[Codes, Field(description="ISO 3166-1 alpha-2: TN, FR, DE, BE, GB.")] = ANY,
    job_type: Annotated[
        Codes,
        Field(description="permanent, fixed_term, temporary, internship, apprenticeship, freelance, sivp."),
    ] = ANY,
    contract_type: Annotated[Codes, Field(description="full_time, part_time.")] = ANY,
    experience_level: Annotated[
        Codes, Field(description="entry, junior, mid, senior, lead, executive.")
    ] = ANY,
    remote: Annotated[Codes, Field(description="onsite, hybrid, remote.")] = ANY,
    language: Annotated[Codes, Field(description="Of the text, ISO 639-1.")] = ANY,
    skill: Annotated[Codes, Field(description="Skills by name, in any language.")] = ANY,
    salary_min: Annotated[int, Field(ge=0, le=10_000_000, description="Euros a year.")] | None = None,
    date_range: Annotated[
        Literal["1day", "3days", "1week", "1month", "3months", "thisyear", "all"],
        Field(description="How old an offer may be."),
    ] = "all",
    sort: Annotated[
        Literal["relevance", "newest", "salary", "match"] | None,
        Field(
            description="match: the best for the person's CV first. Without: relevance with words, else newest."
        ),
    ] = None,
    page: Page = 1,
) -> Offers:
    """Search open job offers. Values of one filter are alternatives, different filters must all hold. With a token
    and a CV each offer says how well it fits."""
    given = dict(locals())
    pairs = list(_pairs({**given, "skill": [_skill_id(name) for name in skill]}))
    try:
        filters = filters_from(pairs)
    except InvalidFilter as fault:
        wrong = {fault.field: invalid_filter_text(fault.field, fault.code)}
        raise BadInput(_("Some fields are not right."), code="invalid", fields=wrong) from fault
    found = jobs.search(filters, find_user_id())
    if page > max(found.pages, 1):
        raise NotFound(_("The list has no page %(page)s.", page=page))
    return Offers(
        offers=[_of_card(card) for card in found.cards],
        total=found.total,
        page=page,
        pages=found.pages,
        sorted_by=found.filters.effective_sort,
    )


def show_offer(job_id: JobId) -> OfferDetail:
    """One offer, whole."""
    page = jobs.job_page(job_id, find_user_id())
    job = page.job
    return OfferDetail(
        **{name: getattr(job, name) for name in (*_SAME, *_MORE)},
        job_type=job.contract_type,
        contract_type=job.work_time,
        skills=[skill_name(skill) for skill, _required in page.skills],
        required_skills=[skill_name(skill) for skill, required in page.skills if required],
        wished_skills=[skill_name(skill) for skill, required in page.skills if not required],
        match=Fit.model_validate(page.match) if page.match else None,
        description=job.description[:LONGEST],
        is_cut=len(job.description) > LONGEST,
        application_id=page.application_id,
    )


def _pairs(given: dict[str, Any]) -> Iterable[tuple[str, str]]:
    for name, value in given.items():
        for one in value if isinstance(value, list) else [value]:
            if one is not None:
                yield name, str(one)


def _skill_id(name: str) -> str:
    lexicon = default_lexicon()
    if name in lexicon.skills:
        return name
    found = lexicon.find(name)
    if found is None:
        said = _("We do not know the skill “%(name)s”.", name=name)
        raise BadInput(_("Some fields are not right."), code="invalid", fields={"skill": said})
    return found.id


def _of_card(card: JobCard) -> Offer:
    return Offer(
        **{name: getattr(card, name) for name in _SAME},
        job_type=card.contract_type,
        contract_type=card.work_time,
        skills=[skill_name(skill) for skill in card.skills],
        match=Fit.model_validate(card.match) if card.match else None,
    )


_SAME: Final = (
    "id", "title", "company", "location", "country", "experience_level", "remote_policy", "salary_min", "salary_max",
    "salary_currency", "salary_period", "published_at", "is_demo",
)  # fmt: skip
_MORE: Final = ("source", "job_url", "application_url", "is_active", "expires_at")
