"""A CV as plain UTF-8 text, the way people paste it into a form."""

from __future__ import annotations

from textwrap import wrap

from demo_data.maker.cv import Cv

WIDTH = 88


def text_cv(cv: Cv) -> bytes:
    lines = [cv.name, cv.headline, " | ".join(cv.contact)]
    lines += _section(cv.headings["summary"], wrap(cv.summary, WIDTH))
    lines += _section(cv.headings["jobs"], _jobs(cv))
    lines += _section(cv.headings["education"], _education(cv))
    lines += _section(cv.headings["skills"], [f"{group}: {skills}" for group, skills in cv.skills.items()])
    for name, items in cv.lists.items():
        lines += _section(cv.headings[name], [f"- {item}" for item in items])
    return ("\n".join([*lines, "", cv.note]) + "\n").encode()


def _section(heading: str, body: list[str]) -> list[str]:
    return ["", heading.upper(), "", *body]


def _jobs(cv: Cv) -> list[str]:
    lines: list[str] = []
    for job in cv.jobs:
        lines += ["", f"{job.dates}  {job.title}", f"{job.company}, {job.place}"]
        lines += [f"- {point}" for point in job.points]
    return lines[1:]


def _education(cv: Cv) -> list[str]:
    return [line for entry in cv.education for line in (f"{entry.dates}  {entry.title}", f"{entry.place}")]
