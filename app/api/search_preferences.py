"""Searches that a person keeps under a name."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any, Final
from urllib.parse import urlencode

from flask import Response
from flask_babel import gettext as _

from app.api.answers import answer, made, nothing
from app.api.caller import caller
from app.api.changing import require_unchanged
from app.api.offers import filters_of
from app.api.operation import PROBLEMS, group
from app.api.repeating import repeatable
from app.api.schemas.paths import PreferencePath
from app.api.schemas.search_preferences import (
    FiltersResponse,
    ListedPreference,
    PreferenceResponse,
    Preferences,
    SearchPreference,
)
from app.core.search.filters import Filters, clean_text
from app.core.skills.lexicon import default_lexicon
from app.errors import BadInput
from app.services import saved_searches
from app.services.saved_searches import SavedSearch, Wish

blueprint = group("search_preferences", "/search-preferences", "Searches that I keep under a name.")
CHANGED: Final[dict[Any, Any]] = {200: PreferenceResponse, 412: PROBLEMS[412]}


@blueprint.get("", responses={200: Preferences})
def index() -> Response:
    """My saved searches, and how many offers are new in each"""
    found = saved_searches.of_person(caller().user_id)
    shown = [ListedPreference(**_values(one), new=one.new) for one in found]
    return answer(Preferences(search_preferences=shown))


@blueprint.post("", responses={200: PreferenceResponse, 201: PreferenceResponse})
@repeatable
def create(body: SearchPreference) -> Response:
    """Save a search

    200 when the same search is saved already: it is answered as it is. A name that another one has gets a number."""
    user_id, wish = caller().user_id, _wish(body)
    known = saved_searches.find_same(user_id, wish.filters)
    search_id = saved_searches.save(user_id, wish)
    shown = PreferenceResponse(**_values(saved_searches.find(user_id, search_id)))
    is_new = known is None or known.id != search_id
    return made(shown, f"/api/v1/search-preferences/{search_id}") if is_new else answer(shown)


@blueprint.get("/<int:pref_id>", responses={200: PreferenceResponse})
def show(path: PreferencePath) -> Response:
    """One saved search"""
    return answer(PreferenceResponse(**_values(saved_searches.find(caller().user_id, path.pref_id))))


@blueprint.put("/<int:pref_id>", responses=CHANGED)
def change(path: PreferencePath, body: SearchPreference) -> Response:
    """Change a saved search"""
    require_unchanged(lambda: show(path))
    saved_searches.get(caller().user_id, path.pref_id)
    saved_searches.change(caller().user_id, path.pref_id, _wish(body))
    return show(path)


@blueprint.delete("/<int:pref_id>", responses={204: None, 412: PROBLEMS[412]})
def delete(path: PreferencePath) -> Response:
    """Delete a saved search, with its alerts"""
    require_unchanged(lambda: show(path))
    saved_searches.delete(caller().user_id, path.pref_id)
    return nothing()


@blueprint.post("/<int:pref_id>/activate", responses={200: PreferenceResponse})
def activate(path: PreferencePath) -> Response:
    """Take it when nothing is asked for, instead of the one before"""
    saved_searches.set_default(caller().user_id, path.pref_id, is_default=True)
    return show(path)


@blueprint.post("/<int:pref_id>/deactivate", responses={200: PreferenceResponse})
def deactivate(path: PreferencePath) -> Response:
    """Take none when nothing is asked for"""
    saved_searches.set_default(caller().user_id, path.pref_id, is_default=False)
    return show(path)


@blueprint.post("/<int:pref_id>/seen", responses={200: PreferenceResponse})
def mark_seen(path: PreferencePath) -> Response:
    """Mark its offers as seen: none of them is new any more"""
    saved_searches.visit(caller().user_id, path.pref_id)
    return show(path)


def _wish(given: SearchPreference) -> Wish:
    """Raises BadInput that names the wrong filter."""
    pairs = [
        (name, "1" if one is True else str(one))
        for name, value in given.filters.model_dump().items()
        if value is not None and value is not False
        for one in (value if isinstance(value, list) else [value])
    ]
    name = clean_text(given.name)
    if not name:
        raise _wrong("name", _("Give it a name."))
    try:
        filters = filters_of(pairs)
    except BadInput as fault:
        wrong = {f"filters.{field}": said for field, said in fault.fields.items()}
        raise BadInput(fault.message, code=fault.code, fields=wrong) from fault
    if filters.is_empty:
        raise _wrong("filters", _("Choose at least one word or filter."))
    filters = replace(filters, skill=_skill_ids(filters))
    return Wish(name, filters, given.salary_max, _texts(given.industries), _texts(given.sizes))


def _skill_ids(filters: Filters) -> tuple[str, ...]:
    lexicon = default_lexicon()
    found = {name: name if name in lexicon.skills else None for name in filters.skill}
    for name, id_ in found.items():
        if id_ is None:
            skill = lexicon.find(name)
            if skill is None:
                raise _wrong("filters.skill", _("We do not know the skill “%(name)s”.", name=name))
            found[name] = skill.id
    return tuple(dict.fromkeys(id_ for id_ in found.values() if id_))


def _wrong(field: str, said: str) -> BadInput:
    return BadInput(_("Some fields are not right."), code="invalid", fields={field: said})


def _texts(given: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(clean_text, given))))


def _values(search: SavedSearch) -> dict[str, Any]:
    filters = asdict(search.filters)
    pairs = search.filters.to_pairs(sort=None, page=1)
    return {
        "id": search.id,
        "name": search.name,
        "filters": FiltersResponse.model_validate(
            {name: list(value) if isinstance(value, tuple) else value for name, value in filters.items()}
        ),
        "salary_max": search.salary_max,
        "industries": list(search.industries),
        "sizes": list(search.sizes),
        "is_active": search.is_default,
        "seen_at": search.seen_at,
        "search": f"/api/v1/jobs?{urlencode(pairs)}",
    }
