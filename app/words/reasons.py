"""Why a match is what it is, in words. Codes and parameters come from ``app.core.matching.outcome``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Protocol

from babel import Locale
from babel.numbers import format_decimal
from flask_babel import LazyString, get_locale
from flask_babel import lazy_gettext as _

from app.core.skills.lexicon import default_lexicon

Value = str | int | float


class Reason(Protocol):
    @property
    def code(self) -> str: ...

    @property
    def params(self) -> Mapping[str, Value]: ...


TEXTS: Mapping[str, LazyString] = {
    "required_covered": _("Required skills: you have %(matched)s of %(total)s."),
    "wished_covered": _("Skills that are a plus: you have %(matched)s of %(total)s."),
    "skills_proven": _("Skills used in a dated job, or shown otherwise: %(count)s."),
    "skills_close": _("Skills that you lack but for which you have a close one: %(count)s."),
    "skills_near": _("Skills that your CV does not name, but whose work it describes: %(count)s."),
    "skill_years_short": _("%(skill)s: the offer asks for %(required)s years, your CV shows %(years)s."),
    "skills_unproven": _(
        "Your CV lists %(count)s skills without saying where you used them, so each counts less."
    ),
    "skills_few_asked": _("The offer names few skills (%(count)s), so this part says less than usual."),
    "skills_unknown": _("Skills are not compared: %(side)s."),
    "experience_fits": _("Experience: you have %(years)s years, the offer asks for %(required)s."),
    "experience_short": _("Experience: you have %(years)s years, less than the %(required)s asked for."),
    "experience_above": _("Experience: your %(years)s years are well above the %(required)s asked for."),
    "experience_unknown": _("Experience is not compared: %(side)s."),
    "languages_covered": _("Languages: you have %(matched)s of %(total)s at the level asked for."),
    "languages_unknown": _("Languages are not compared: %(side)s."),
    "location_remote": _("The job can be done remotely."),
    "location_same_city": _("Place: %(city)s, where you look for work."),
    "location_near": _("Place: %(city)s, about %(km)s km from %(wanted)s."),
    "location_far": _("Place: %(city)s is far from %(wanted)s, about %(km)s km."),
    "location_same_country": _("Place: in the country where you look for work (%(country)s)."),
    "location_other_country": _("Place: in another country (%(country)s) than where you look for work."),
    "location_not_remote": _("You would like to work remotely; this job is not fully remote."),
    "location_from_home": _("You name no place to work, so your home counts (%(home)s)."),
    "location_unknown": _("Place is not compared: %(side)s."),
    "salary_fits": _("Salary: €%(pay)s a year; that reaches your €%(wanted)s."),
    "salary_partly": _("Salary: €%(pay)s a year, a little below your €%(wanted)s."),
    "salary_below": _("Salary: €%(pay)s a year, below your €%(wanted)s."),
    "salary_unknown": _("Salary is not compared: %(side)s."),
    "title_fits": _("The job is what you do or look for: %(wanted)s."),
    "title_close": _("The job is close to what you do or look for: %(wanted)s."),
    "title_other": _("The job title differs from what you do or look for."),
    "title_unknown": _("Job titles are not compared: %(side)s."),
    "conditions_reduced": _(
        "Experience, place and pay count for %(percent)s %% here: your CV shows only part of what the work asks for."
    ),
    "conditions_unsure": _(
        "Experience, place and pay count for %(percent)s %% here: no skill could be compared, so the work may not fit."
    ),
    "language_missing": _("The offer asks for a language that your CV does not name: %(language)s."),
    "language_below": _("The offer asks for %(language)s; your CV says %(has)s."),
    "salary_far_below": _("The salary, at most €%(high)s a year, is far below your €%(wanted)s."),
    "country_not_wished": _("The job is in a country that you do not name: %(country)s."),
    "remote_refused": _("The job is remote only."),
}
SIDES: Mapping[str, LazyString] = {
    "cv": _("your CV does not say"),
    "offer": _("the offer does not say"),
    "both": _("neither the offer nor your CV says"),
}


def reason_text(reason: Reason) -> str:
    """One sentence for a reason or a deal breaker; a code without words is shown as it is."""
    return _sentence(str(get_locale() or "en"), reason.code, tuple(reason.params.items()))


@lru_cache(4096)
def _sentence(locale: str, code: str, params: tuple[tuple[str, Value], ...]) -> str:
    """Kept per locale: a list of offers repeats few sentences many times."""
    text = TEXTS.get(code)
    return code if text is None else str(text) % _words(Locale.parse(locale), dict(params))


def _words(locale: Locale, params: Mapping[str, Value]) -> dict[str, str]:
    words = {name: _word(locale, name, value) for name, value in params.items()}
    if "low" in params:
        words["pay"] = (
            words["low"] if params["low"] == params["high"] else f"{words['low']} – {words['high']}"
        )
    if params.get("level"):
        words["language"] = f"{words['language']} ({words['level']})"
    return words


def _word(locale: Locale, name: str, value: Value) -> str:
    if isinstance(value, int | float):
        return format_decimal(value, locale=locale)
    if name == "side":
        return str(SIDES[value])
    if name == "skill":
        return default_lexicon().name(str(value), locale.language)
    if name == "country" or (name == "home" and len(value) == 2 and value.isupper()):
        return str(locale.territories.get(value, value))
    return str(locale.languages.get(value, value)) if name == "language" else value
