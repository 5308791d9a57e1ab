"""The charts about the market: each is a table first, in words and numbers of the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from babel.numbers import format_percent
from flask_babel import gettext as _

from app.core.market import Growth
from app.core.search.filters import Filters
from app.services.market import Market, MarketFilters
from app.services.offer_statistics import Count
from app.web.pages.menus import Menu, menu
from app.web.pages.search import search_url
from app.web.words import code_label, country_name, day, number
from app.words.language import current_language
from app.words.skills import skill_name

PERIODS = (30, 90, 180, 365)
# column of the offers, its name in a search, and the kind of its words
COUNTED = (
    ("city", "location", ""),
    ("company", "company", ""),
    ("contract_type", "job_type", "job_type"),
    ("work_time", "contract_type", "contract_type"),
    ("experience_level", "experience_level", "experience_level"),
    ("remote_policy", "remote", "remote"),
    ("source", "source", "source"),
    ("country", "country", "country"),
    ("language", "language", "language"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """``value`` is drawn, ``shown`` is read; ``note`` stands beside it; ``url`` leads to the offers."""

    label: str
    value: float
    shown: str
    note: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """``kind`` is one of those of charts.js. ``head`` names the columns of the table."""

    id: str
    title: str
    kind: str
    head: tuple[str, ...]
    rows: tuple[Row, ...]
    text: str = ""


@dataclass(frozen=True, slots=True)
class MarketPage:
    filters: MarketFilters
    total: int
    companies: int
    paid: int
    median_pay: int | None
    made_at: str
    selects: tuple[Menu, ...]
    charts: tuple[Chart, ...]

    @property
    def is_filtered(self) -> bool:
        return self.filters != MarketFilters()


def market_page(market: Market) -> MarketPage:
    charts = (_trend(market), _skills(market), _growing(market), *_counts(market), _salaries(market))
    return MarketPage(
        filters=market.filters,
        total=market.total,
        companies=market.companies,
        paid=market.paid,
        median_pay=market.median_pay,
        made_at=market.made_at.strftime("%H:%M"),
        selects=_selects(market),
        charts=tuple(chart for chart in charts if chart.rows),
    )


def _counts(market: Market) -> Iterable[Chart]:
    titles = {
        "city": _("Towns"),
        "company": _("Companies"),
        "contract_type": _("Contracts"),
        "work_time": _("Full time and part time"),
        "experience_level": _("Experience asked for"),
        "remote_policy": _("Remote work"),
        "source": _("Where the offers come from"),
        "country": _("Countries"),
        "language": _("Languages of the offers"),
    }
    for column, parameter, kind in COUNTED:
        counts = market.counts[column]
        yield Chart(
            id=column,
            title=titles[column],
            kind="bars",
            head=(titles[column], _("Offers")),
            rows=tuple(_counted(one, parameter, kind, market.filters) for one in counts),
        )


def _counted(count: Count, parameter: str, kind: str, filters: MarketFilters) -> Row:
    value = count.value or ""
    label = country_name(value) if kind == "country" else code_label(kind, value) if kind else value
    return Row(label, count.count, number(count.count), url=_offers(filters, parameter, value))


def _offers(filters: MarketFilters, parameter: str, value: str) -> str:
    """The search for these offers, narrowed as the page is; text where the search takes text."""
    narrowed: dict[str, tuple[str, ...] | str] = {}
    pairs = (
        ("country", "country"),
        ("source", "source"),
        ("contract_type", "job_type"),
        ("language", "language"),
    )
    for field, name in pairs:
        if chosen := getattr(filters, field):
            narrowed[name] = (chosen,)
    narrowed[parameter] = value if parameter in {"location", "company"} else (value,)
    return search_url(Filters(**narrowed))  # type: ignore[arg-type]


def _salaries(market: Market) -> Chart:
    def label(low: int, high: int | None) -> str:
        if high is None:
            return _("from €%(low)s", low=number(low))
        return _("€%(low)s to %(high)s", low=number(low), high=number(high))

    return Chart(
        id="salary",
        title=_("Salaries a year"),
        kind="bars",
        head=(_("Salary a year"), _("Offers")),
        rows=tuple(Row(label(one.low, one.high), one.count, number(one.count)) for one in market.salaries),
        text=_(
            "Of the %(paid)s offers that state a salary, the middle of each range, turned into euros a year.",
            paid=number(market.paid),
        ),
    )


def _trend(market: Market) -> Chart:
    return Chart(
        id="trend",
        title=_("New offers a week"),
        kind="days",
        head=(_("Week from"), _("Offers")),
        rows=tuple(Row(day(week.begin), week.count, number(week.count)) for week in market.weeks)
        if any(week.count for week in market.weeks)
        else (),
        text=_(
            "By the day of publication; offers that have closed since count too. The last week is under way."
        ),
    )


def _skills(market: Market) -> Chart:
    return Chart(
        id="skills",
        title=_("Skills asked for most"),
        kind="bars",
        head=(_("Skill"), _("Offers"), _("Change")),
        rows=tuple(
            Row(
                skill_name(one.skill),
                one.open,
                number(one.open),
                _moved(one),
                _offers(market.filters, "skill", one.skill),
            )
            for one in market.skills
            if one.open
        ),
        text=_(
            "The change is in percentage points: the share of the last 30 days against the 90 days before."
        ),
    )


def _growing(market: Market) -> Chart:
    return Chart(
        id="growing",
        title=_("Skills on the rise"),
        kind="bars",
        head=(_("Skill"), _("Percentage points"), _("Share now")),
        rows=tuple(
            Row(
                skill_name(one.skill),
                one.points or 0,
                _moved(one),
                str(format_percent(one.recent or 0, "0.0 %", locale=current_language())),
                _offers(market.filters, "skill", one.skill),
            )
            for one in market.growing
        ),
        text=_("Skills whose share of the new offers rose most, where there are enough offers to tell."),
    )


def _moved(growth: Growth) -> str:
    points = growth.points
    if points is None:
        return _("too few to tell")
    return f"{'+' if points > 0 else '−' if points < 0 else '±'}{number(abs(points))}"


def _selects(market: Market) -> tuple[Menu, ...]:
    filters = market.filters
    labels: tuple[tuple[str, str, Callable[[str], str]], ...] = (
        ("country", _("Country"), country_name),
        ("contract_type", _("Contract"), lambda code: code_label("job_type", code)),
        ("source", _("Source"), lambda code: code_label("source", code)),
        ("language", _("Language"), lambda code: code_label("language", code)),
    )
    chosen = [
        menu(name, label, getattr(filters, name), _named(market.choices[name], getattr(filters, name), words))
        for name, label, words in labels
    ]
    periods = [(str(days), _("the last %(days)s days", days=days)) for days in PERIODS]
    return (*chosen, menu("days", _("Published"), str(filters.days or ""), periods, _("at any time")))


def _named(values: Sequence[str], selected: str, words: Callable[[str], str]) -> list[tuple[str, str]]:
    """In the order of their labels; what is chosen is there even where no offer has it."""
    known = {*values, selected} - {""}
    return sorted(((value, words(value)) for value in known), key=lambda pair: pair[1].casefold())
