"""The order in which an advert says things, by how much it says."""

from __future__ import annotations

from dataclasses import dataclass, replace

VAGUE = (
    "about context tasks_prose profile_prose terms apply",
    "context tasks_prose about profile_prose terms apply",
    "about tasks_list profile_prose apply",
    "context about tasks_prose profile_prose perks_prose apply",
)
SHORT = (
    "context tasks_list profile_list terms apply",
    "about tasks_prose profile_list terms apply",
    "brief context tasks_list profile_prose perks_prose apply",
    "about_section tasks_section profile_prose terms apply",
    "context profile_list tasks_section terms apply",
)
NORMAL = (
    "about_section context tasks_section profile_section offer_section apply",
    "context about tasks_section profile_section plus_section terms apply",
    "brief about tasks_section profile_section perks_prose apply",
    "about profile_section tasks_section offer_section terms apply_section",
    "context tasks_section about_section profile_section perks_prose terms apply",
    "about context tasks_section profile_section terms_section apply",
    "post_section tasks_section profile_section offer_section about_section apply",
    "context tasks_section stack profile_section offer_section terms apply_section",
)
FULL = (
    "about_section post_section tasks_section stack profile_section plus_section offer_section"
    " terms_section process_section apply",
    "context about_section tasks_section stack profile_section plus_section offer_section terms"
    " process apply_section",
    "brief post_section tasks_section stack profile_section plus_section about_section offer_section"
    " process_section apply",
    "about context tasks_section profile_section stack offer_section process_section terms apply",
)
LAYOUTS = {"vague": VAGUE, "short": SHORT, "normal": NORMAL, "full": FULL}


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many points of each kind an advert takes."""

    duties: int
    must: int
    plus: int
    perks: int

    def smaller(self) -> Sizes:
        """One point less, where there are most."""
        if self.perks > 3:
            return replace(self, perks=self.perks - 1)
        if self.plus > 1:
            return replace(self, plus=self.plus - 1)
        return (
            replace(self, duties=self.duties - 1)
            if self.duties > self.must
            else replace(self, must=self.must - 1)
        )

    def larger(self) -> Sizes:
        return replace(self, duties=self.duties + 1, must=self.must + 1, perks=self.perks + 1)


SIZES = {
    "vague": Sizes(duties=3, must=2, plus=0, perks=2),
    "short": Sizes(duties=4, must=3, plus=1, perks=2),
    "normal": Sizes(duties=5, must=4, plus=2, perks=3),
    "full": Sizes(duties=6, must=5, plus=3, perks=4),
}
