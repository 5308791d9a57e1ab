"""Offers in Arabic as they are written in Tunisia, and a few forms of the other languages read along with them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from job_scraper.normalise.contract import contract_from_text, work_time_from_text
from job_scraper.normalise.dates import parse_moment
from job_scraper.normalise.level import level_from_text
from job_scraper.normalise.remote import remote_from_text
from job_scraper.normalise.salary import find_salary
from job_scraper.normalise.url import canonical_url
from job_scraper.record import posting_from_record

NOW = datetime(2026, 3, 15, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("نبحث عن محاسب بعقد غير محدد المدة", "permanent"),
        ("عقد شغل لمدة غير محدودة", "permanent"),
        ("عرض شغل بعقد عمل دائم، دوام كامل", "permanent"),
        ("عقد انتداب قار", "permanent"),
        ("نوع العقد: CDI", "permanent"),
        ("عقد شغل محدد المدة لمدة سنة", "fixed_term"),
        ("نشغل بصفة CDD لستة أشهر", "fixed_term"),
        ("عمل موسمي لمدة ثلاثة أشهر", "temporary"),
        ("تربص نهاية الدراسة مدفوع الأجر", "internship"),
        ("عقد تدريب مهني بالتناوب", "apprenticeship"),
        ("عمل حر عن بُعد", "freelance"),
        ("عقد كرامة لمدة سنتين", "sivp"),
        ("عقد الإعداد للحياة المهنية", "sivp"),
        ("عقد إدماج في الحياة المهنية SIVP", "sivp"),
        ("لنا خبرة طويلة في الميدان", None),
    ],
)
def test_contracts(written: str, code: str | None) -> None:
    assert contract_from_text(written, "ar") == code


@pytest.mark.parametrize(
    ("written", "language", "code"),
    [
        ("CIVP, poste basé à Sfax", "fr", "sivp"),
        ("Ausbildung ab September", "de", "apprenticeship"),
        ("Praktikum für sechs Monate", "de", "internship"),
        ("Die Stelle ist unbefristet.", "de", "permanent"),
        ("Nach einem Jahr unbefristete Übernahme möglich", "de", None),
        ("Apprenticeship Level 3", "en", "apprenticeship"),
    ],
)
def test_contracts_of_other_languages(written: str, language: str, code: str | None) -> None:
    assert contract_from_text(written, language) == code


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("دوام كامل", "full_time"),
        ("بوقت كامل", "full_time"),
        ("عمل بنصف دوام", "part_time"),
        ("دوام جزئي صباحا", "part_time"),
    ],
)
def test_working_time(written: str, code: str) -> None:
    assert work_time_from_text("محاسب", written) == code


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("العمل عن بعد بالكامل", "remote"),
        ("عمل بنصف دوام من المنزل", "remote"),
        ("العمل من المنزل يومين في الأسبوع", "hybrid"),
        ("عمل هجين بين المكتب والمنزل", "hybrid"),
        ("العمل حضوريا في مقر الشركة بصفاقس", "onsite"),
        ("لا يوجد عمل عن بعد", "onsite"),
        ("مكتب قرب البحيرة", None),
    ],
)
def test_remote_work(written: str, code: str | None) -> None:
    assert remote_from_text(written) == code


def test_level() -> None:
    assert level_from_text("نطلب مهندسا حديث التخرج") == "entry"
    assert level_from_text("خبرة خمس سنوات") is None


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("وراتب شهري بين 1200 و 1500 دينار", ("1200", "1500", "TND", "month")),
        ("أجرة تتراوح بين ٨٠٠ و١٢٠٠ دينار", ("800", "1200", "TND", "month")),
        ("براتب 1500 د.ت شهريا", ("1500", "1500", "TND", "month")),
        ("الراتب الشهري: ١٢٠٠ دينار تونسي", ("1200", "1200", "TND", "month")),
        ("راتب يصل إلى 3000 دينار شهريا", ("None", "3000", "TND", "month")),
        ("مرتب شهري قدره 1.800,500 د.ت", ("1800.50", "1800.50", "TND", "month")),
        ("الراتب: 2.500 دينار في الشهر", ("2500", "2500", "TND", "month")),
        ("أجر 20 دينار في الساعة", ("20", "20", "TND", "hour")),
        ("الأجر السنوي 30000 يورو", ("30000", "30000", "EUR", "year")),
        ("رأس مال الشركة 500000 دينار", None),
    ],
)
def test_pay(written: str, meant: tuple[str, ...] | None) -> None:
    found = find_salary(written, "TN")
    short = found and (str(found.minimum), str(found.maximum), found.currency, found.period)
    assert short == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("to join our team. Fully remote role, €60k", ("60000", "EUR", "year")),
        ("Freiberuflich, Tagessatz 600 €", ("600", "EUR", "day")),
        ("£450 per day outside IR35", ("450", "GBP", "day")),
    ],
)
def test_letters_inside_words_are_no_period(written: str, meant: tuple[str, ...]) -> None:
    found = find_salary(written)
    assert found is not None
    assert (str(found.maximum), found.currency, found.period) == meant


@pytest.mark.parametrize(
    "written",
    [
        "١٠ مارس ٢٠٢٦", "10 مارس 2026", "١٠/٠٣/٢٠٢٦", "٢٠٢٦-٠٣-١٠", "الثلاثاء 10 مارس 2026", "10.03.2026", "10 mars 2026",
        "10. März 2026", "March 10, 2026", "mar. 10 mars 2026", "2026-03-10", "1773100800", "1773100800000",
        "Publié le 10/03/2026", "20260310",
    ],
)  # fmt: skip
def test_one_day_in_many_spellings(written: str) -> None:
    assert parse_moment(written, NOW) == datetime(2026, 3, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "month"),
    [
        ("10 جانفي 2025", 1), ("10 فيفري 2025", 2), ("10 مارس 2025", 3), ("10 أفريل 2025", 4), ("10 ماي 2025", 5),
        ("10 جوان 2025", 6), ("10 جويلية 2025", 7), ("10 أوت 2025", 8), ("10 سبتمبر 2025", 9), ("10 أكتوبر 2025", 10),
        ("10 نوفمبر 2025", 11), ("10 ديسمبر 2025", 12),
    ],
)  # fmt: skip
def test_months_as_they_are_called_in_tunisia(written: str, month: int) -> None:
    assert parse_moment(written, NOW) == datetime(2025, month, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "day"),
    [("منذ ثلاثة أيام", 12), ("قبل يومين", 13), ("أمس", 14), ("منذ أسبوع", 8), ("منذ 3 أيام", 12)],
)
def test_days_ago(written: str, day: int) -> None:
    found = parse_moment(written, NOW)
    assert found is not None
    assert found.day == day


def test_the_town_of_a_column_is_no_country() -> None:
    given = {"title": "محاسب", "description": "نبحث عن محاسب للعمل في مكتبنا.", "id": "1"}
    town = posting_from_record({**given, "city": "تونس"}, "s", NOW)
    assert (town.city, town.country) == ("Tunis", "TN")
    country = posting_from_record({**given, "location": "تونس"}, "s", NOW)
    assert (country.city, country.country) == (None, "TN")


@pytest.mark.parametrize(
    "name",
    [
        "utm_source", "utm-source", "gclid", "fbclid", "msclkid", "mc_cid", "mkt_tok", "_hsenc", "hsCtaTracking", "igsh",
        "yclid", "rdt_cid", "itm_source", "elqTrackId", "wt.mc_id", "spm", "icid", "ocid", "gh_src", "lever-source",
        "trk", "trackingId", "_branch_match_id",
    ],
)  # fmt: skip
def test_parameters_that_only_track_go(name: str) -> None:
    assert (
        canonical_url(f"https://jobs.example.org/1?{name}=x&gh_jid=33")
        == "https://jobs.example.org/1?gh_jid=33"
    )
