"""Jobs in the layouts people use: dates above, beside and below the header of a job."""

from __future__ import annotations

import pytest

from app.core.cv.experiences import find_experiences
from app.core.cv.profile import Experience
from app.core.cv.sections import split
from tests.core.cv.cv_texts import TODAY, document_of


def jobs_of(text: str) -> tuple[Experience, ...]:
    return find_experiences(split(document_of(text).lines), TODAY)


def brief(text: str) -> list[tuple[str, str | None]]:
    return [(job.title, job.company) for job in jobs_of(text)]


LAYOUTS = {
    "dates at the end of the line": """Experience
Java Developer, Larkspur Ltd, Leeds   01/2019 - 03/2021
- Built services
Tester, Bramble Labs   06/2016 - 12/2018""",
    "dates at the start of the line": """Experience
01/2019 - 03/2021 : Java Developer at Larkspur Ltd, Leeds
06/2016 - 12/2018 : Tester at Bramble Labs""",
    "dates above": """Experience
01/2019 - 03/2021
Java Developer
Larkspur Ltd, Leeds
- Built services
06/2016 - 12/2018
Tester
Bramble Labs
- Wrote tests""",
    "dates below": """Experience
Java Developer
Larkspur Ltd, Leeds
01/2019 - 03/2021
- Built services
Tester
Bramble Labs
06/2016 - 12/2018
- Wrote tests""",
    "company beside the dates, title below": """Experience
Larkspur Ltd, Leeds | 01/2019 - 03/2021
Java Developer
- Built services
Bramble Labs | 06/2016 - 12/2018
Tester
- Wrote tests""",
    "title above, company beside the dates": """Experience
Java Developer
Larkspur Ltd, Leeds, 01/2019 - 03/2021
- Built services
Tester
Bramble Labs, 06/2016 - 12/2018
- Wrote tests""",
    "dates in brackets": """Experience
Java Developer - Larkspur Ltd (01/2019 - 03/2021)
Tester - Bramble Labs (06/2016 - 12/2018)""",
    "labels": """Experience
Period: 01/2019 - 03/2021
Position: Java Developer
Company: Larkspur Ltd
Period: 06/2016 - 12/2018
Position: Tester
Company: Bramble Labs""",
    "no heading": """Jane Doe
jane@example.com
01/2019 - 03/2021 Java Developer, Larkspur Ltd
06/2016 - 12/2018 Tester, Bramble Labs""",
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_layout(layout: str) -> None:
    assert brief(LAYOUTS[layout]) == [("Java Developer", "Larkspur Ltd"), ("Tester", "Bramble Labs")]


def test_lines_of_a_job_run_to_the_next_one() -> None:
    first, second = jobs_of(LAYOUTS["dates below"])
    assert (first.line, first.last_line) == (1, 4)
    assert (second.line, second.last_line) == (5, 8)


def test_range_over_two_lines() -> None:
    (job,) = jobs_of("Expérience\nChef de projet\nTransports Nordéclair\nMai 2017 -\nDécembre 2022\nPilotage")
    assert (job.title, f"{job.start:%Y-%m}", f"{job.end:%Y-%m}") == ("Chef de projet", "2017-05", "2022-12")


@pytest.mark.parametrize(
    ("lines", "end"),
    [
        (("June 2010", "to", "March 2012"), "2012-03"),
        (("June 2010 -", "March 2012"), "2012-03"),
        (("June 2010", "- March 2012"), "2012-03"),
        (("seit Juni 2010", "Bramble Labs"), None),
        (("June 2010", "to", "Current"), None),
        (("06/2010 bis", "heute"), None),
    ],
)
def test_dates_in_a_narrow_column(lines: tuple[str, ...], end: str | None) -> None:
    (job,) = jobs_of("\n".join(("Experience", *lines, "Office Manager, Larkspur Ltd")))
    assert (f"{job.start:%Y-%m}", f"{job.end:%Y-%m}" if job.end else None) == ("2010-06", end)


def test_sentence_below_a_date_is_no_end() -> None:
    (job,) = jobs_of("Experience\nTester, June 2010\nNow and then wrote tests")
    assert not job.current


def test_text_that_runs_on_after_the_dates() -> None:
    (job,) = jobs_of(
        "Experience\nGeneral Manager 04/2013 to 06/2014 Grew two studios from nothing to a turnover that "
        "nobody had expected at the start, hired and trained a team of twelve people and opened a third one"
    )
    assert job.title == "General Manager"


def test_current_job() -> None:
    (job,) = jobs_of("Expérience\nComptable chez Menuiserie Berthelin, depuis mars 2020")
    assert (job.current, job.end, job.company) == (True, None, "Menuiserie Berthelin")


@pytest.mark.parametrize(
    "text",
    [
        "Formation\n2015 - 2018 Licence en gestion, Université du Lac",
        "Education\nBSc Biology 2010 - 2013",
        "Projects\nForecast with R, 03/2021 - 05/2021",
        "References\nJane Doe, Manager 2010 - 2012",
        "Volunteering\nTrainer, Scouts, 2010 - 2012",
        "Jane Doe\n2014 - 2017 BA (Hons) Marketing, University of Westermoor",
        "Experience\n- Increased sales from 2010 to 2012 by a third, to the surprise of the whole office",
    ],
)
def test_not_a_job(text: str) -> None:
    assert jobs_of(text) == ()


def test_degree_in_the_middle_of_jobs_is_no_job() -> None:
    found = brief(
        "Education and Experience\n2015 - 2018 Teacher, Hollins School\n"
        "2012 - 2015 BSc Biology, University of Dale"
    )
    assert [title for title, _ in found] == ["Teacher"]


def test_lone_dates_need_an_occupation() -> None:
    found = brief("Expérience\n2015 Serveur, Café des Arts\nPrix de la ville 2016\nStage en 2014 : Vendeur")
    assert ("Serveur", "Café des Arts") in found
    assert len(found) == 1


def test_length_without_dates_is_kept_but_not_dated() -> None:
    (job,) = jobs_of("Expérience\nSoudeur, Ateliers du Port (3 ans)")
    assert (job.title, job.start, job.end) == ("Soudeur", None, None)


def test_what_a_template_left_open_is_part_of_no_title() -> None:
    text = "Experience\nCompany Name City , State Sales Manager 01/2019 - 03/2021\nBuyer Company Name - City , State 2018"
    assert brief(text) == [("Sales Manager", "Company Name"), ("Buyer", "Company Name")]


@pytest.mark.parametrize("company", ["Volksbank Musterstadt eG", "Freunde der Musik e.V.", "Lind KGaA"])
def test_german_legal_forms_name_a_company(company: str) -> None:
    text = f"Experience\n01/2019 - 03/2021 Kasse, {company}, Kundenbetreuer"
    assert brief(text) == [("Kundenbetreuer", company)]
