"""Figures of the method and of the market, as the pages get them."""

from __future__ import annotations

from app.services.market import MarketFilters
from app.web.pages.market import Chart, MarketPage, Row
from app.web.pages.menus import Choice, Menu
from app.web.pages.method import FigureView, MethodFigures

METHOD = MethodFigures(
    (
        FigureView("match_order", "FERR: 25, 231", "0.36", "0.20; 0.51", "0.30", "MiniLM"),
        FigureView("cvs_read", "PDF: 352", "100%", "", "", ""),
    ),
    "Nov 22, 2026",
)
SELECTS = (Menu("country", "Land", (Choice("", "Alle", False), Choice("BE", "Belgien", True))),)
MARKET = MarketPage(
    filters=MarketFilters(),
    total=1234,
    companies=56,
    paid=7,
    median_pay=31_500,
    made_at="07:05",
    selects=SELECTS,
    charts=(
        Chart("trend", "Verlauf", "days", ("Woche", "Zahl"), (Row("16.11.2026", 12, "12"),), "Text."),
        Chart(
            "skills",
            "Python & Co",
            "bars",
            ("Name", "Zahl", "Wandel"),
            (Row("C++ <b>", 3, "3", "+1,5", "/?skill=cpp"),),
        ),
    ),
)
NO_MARKET = MarketPage(MarketFilters(country="BE"), 0, 0, 0, None, "07:05", SELECTS, ())
