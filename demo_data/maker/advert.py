"""Writes the text of one advert as simple HTML (h3, p, ul, li, strong)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from html import escape

from demo_data.maker.chance import choose, fraction, whole
from demo_data.maker.layouts import LAYOUTS, SIZES, Sizes
from demo_data.maker.model import Vacancy
from demo_data.maker.points import Points
from demo_data.maker.terms import Terms
from demo_data.maker.wording import Wording, capital, slug

SHORTEST, LONGEST = 600, 2500  # characters: of the plain text, of the HTML
MAILBOX = {
    "fr": ("recrutement", "rh", "candidatures"),
    "en": ("jobs", "careers", "people"),
    "de": ("bewerbung", "karriere", "jobs"),
}


def write(vacancy: Vacancy, salary: str | None) -> str:
    """The description of the offer, within the lengths above; a role with little to say says it all."""
    html = _fitted(vacancy, salary)
    return html if len(plain(html)) >= SHORTEST else _fitted(replace(vacancy, detail="normal"), salary)


def _fitted(vacancy: Vacancy, salary: str | None) -> str:
    sizes = SIZES[vacancy.detail]
    html = Advert(vacancy, salary, sizes).html()
    for _ in range(12):
        if len(html) > LONGEST:
            sizes = sizes.smaller()
        elif len(plain(html)) < SHORTEST:
            sizes = sizes.larger()
        else:
            break
        html = Advert(vacancy, salary, sizes).html()
    return html


def plain(html: str) -> str:
    return " ".join(re.sub(r"<[^<>]*>", " ", html).split())


def paragraph(text: str) -> str:
    return f"<p>{escape(text, quote=False)}</p>"


class Advert:
    """One advert in the making; each method named in a layout gives its piece of HTML, or none."""

    def __init__(self, vacancy: Vacancy, salary: str | None, sizes: Sizes) -> None:
        self.vacancy = vacancy
        self.company = vacancy.company
        self.key = vacancy.external_id
        self.sizes = sizes
        self.layout = choose(LAYOUTS[vacancy.detail], self.key, "layout").split()
        self.wording = Wording(vacancy.language, vacancy.company, self.key)
        self.points = Points(vacancy, self.wording, sizes)
        self.terms = Terms(vacancy, self.wording, salary)

    def html(self) -> str:
        pieces = [self._piece(name) for name in self.layout]
        if self.vacancy.role.arabic and self.vacancy.country == "TN":
            pieces.insert(-1, f'<p dir="rtl">{escape(self.vacancy.role.arabic, quote=False)}</p>')
        return "\n".join(piece for piece in pieces if piece)

    def _piece(self, name: str) -> str:
        base = name.removesuffix("_section")
        method: Callable[[], str] = getattr(self, f"_{base}")
        body = method()
        return f"{self._heading(base)}\n{body}" if body and base != name else body

    def _says(self, base: str) -> bool:
        return base in self.layout or f"{base}_section" in self.layout

    # the pieces a layout can name ---------------------------------------------------------

    def _about(self) -> str:
        return paragraph(self.company.about[self.vacancy.language])

    def _context(self) -> str:
        """No two offers begin alike: who comes after the last hook introduces the employer."""
        hooks = dict(enumerate(self.wording.fitting(self.vacancy.role.hooks)))
        hook = hooks.get(self.vacancy.turn, "").format(city=self.terms.city)
        if self.company.kind == "agency":
            hook = f"{self.wording.pick('agency', 'any', city=self.terms.city)} {hook}".strip()
        if hook:
            return paragraph(hook)
        return "" if self._says("about") else self._about()

    _post = _context

    def _tasks(self) -> str:
        lead = self.wording.pick("tasks_lead")
        return (paragraph(lead) if lead else "") + self._bullets(self.points.duties())

    def _tasks_list(self) -> str:
        leads = [lead for lead in self.wording.options("tasks_lead", "") if lead]
        lead = choose([*leads, self._tag("tasks")], self.key, "lead")
        return paragraph(lead) + self._bullets(self.points.duties())

    def _tasks_prose(self) -> str:
        items = self.wording.enumerate(self.points.duties())
        return paragraph(self.wording.pick("tasks_prose", items=items))

    def _profile(self) -> str:
        lead = self.wording.pick("profile_lead")
        items = self.points.wanted()
        if not self._says("plus"):
            items += [self._inline(item) for item in self.points.plus()]
        return (paragraph(lead) if lead else "") + self._bullets(items)

    def _profile_list(self) -> str:
        return paragraph(self._tag("profile")) + self._bullets(self.points.wanted())

    def _profile_prose(self) -> str:
        items = self.wording.enumerate(self.points.wanted(in_prose=True))
        return paragraph(self.wording.pick("profile_prose", items=items))

    def _plus(self) -> str:
        return self._bullets(self.points.plus())

    def _stack(self) -> str:
        stack = escape(self.vacancy.role.stack, quote=False)
        return f"<p><strong>{self.wording.label('stack')}</strong> {stack}</p>" if stack else ""

    def _offer(self) -> str:
        perks = self.points.perks(self.sizes.perks)
        if self.terms.salary and self._pay_among_perks():
            perks.insert(0, f"{self.wording.label('salary')} {self.wording.soft(self.terms.salary)}")
        return self._bullets(perks)

    def _perks_prose(self) -> str:
        items = self.wording.enumerate(self.points.perks(min(3, self.sizes.perks)))
        return paragraph(self.wording.pick("perks_prose", items=items)) if items else ""

    def _terms(self) -> str:
        if "terms_section" in self.layout:
            return self._brief()
        return paragraph(self.terms.sentences(with_pay=not (self._says("offer") and self._pay_among_perks())))

    def _brief(self) -> str:
        facts = (
            f"<li><strong>{self.wording.label(name)}</strong> {escape(text, quote=False)}</li>"
            for name, text in self.terms.facts()
        )
        return f"<ul>{''.join(facts)}</ul>"

    def _process(self) -> str:
        return paragraph(self.wording.pick("process"))

    def _apply(self) -> str:
        mailbox = choose(MAILBOX[self.vacancy.language], self.company.name)
        contacts = self.wording.options("contacts", self.vacancy.country)
        return paragraph(
            self.wording.pick(
                "apply",
                email=f"{mailbox}@{slug(self.company.name)}.example.org",
                contact=choose(contacts, self.company.name, "contact"),
                reference=f"{self.vacancy.country}-{whole(1000, 9899, self.key, 'reference')}",
            )
        )

    # shapes -------------------------------------------------------------------------------

    def _pay_among_perks(self) -> bool:
        listed = "brief" in self.layout or "terms_section" in self.layout
        return not listed and fraction(self.key, "salary as perk") < 0.4

    def _inline(self, item: str) -> str:
        phrase = choose(self.wording.options("plus_inline", "any"), self.company.name, "plus")
        return phrase.format(item=item, item_soft=self.wording.soft(item))

    def _heading(self, name: str) -> str:
        text = escape(self.wording.heading(name), quote=False)
        strong = fraction(self.company.name, "headings") < 0.15
        return f"<p><strong>{text}</strong></p>" if strong else f"<h3>{text}</h3>"

    def _tag(self, name: str) -> str:
        heading = self.wording.heading(name)
        return heading if heading.endswith("?") else self.wording.with_colon(heading)

    def _bullets(self, items: Sequence[str]) -> str:
        if not items:
            return ""
        lower = self.vacancy.language == "fr" and fraction(self.company.name, "bullets") < 0.2
        if lower and self.wording.voice != "tu":
            soft = [self.wording.soft(item) for item in items]
            items = [*(f"{item} ;" for item in soft[:-1]), f"{soft[-1]}."]
        else:
            items = [capital(item) for item in items]
        return "<ul>" + "".join(f"<li>{escape(item, quote=False)}</li>" for item in items) + "</ul>"
