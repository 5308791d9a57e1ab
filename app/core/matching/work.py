"""The work itself, and how much the conditions around it count.

A town, a pay and a number of years say nothing of a trade: they fit every offer of the town. So they count in
full only where the skills, or the skills and the title together, show that the work is what the person does.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np

from app.core.matching.arrays import Results
from app.core.matching.part import PartColumns
from app.core.matching.parts import skills, title
from app.core.matching.weights import Weights

PARTS: Final = (skills.NAME, title.NAME)  # all others are conditions
# From here on conditions count in full: where the bands, which people's grades of skills gave, begin with "strong".
# Where three quarters of the conditions are met, the total is then what the work alone would give.
FULL_FROM: Final = 0.75
UNTOLD: Final = 0.5  # where no skill can be compared, neither held nor missing


def weight_of_conditions(parts: Mapping[str, PartColumns], weights: Weights) -> Results:
    """0 to 1 for each offer: the share of their points that conditions keep. More never follows from less of a skill
    or a title; 1 everywhere if neither is to count.
    """
    asked, named = parts[skills.NAME], parts[title.NAME]
    by_skill, by_title = np.float32(weights[skills.NAME]), np.float32(weights[title.NAME])
    if not by_skill + by_title:
        return np.ones(len(asked.score), np.float32)
    work = (
        np.where(asked.known, asked.score, np.float32(UNTOLD))
        if by_skill
        else np.full_like(asked.score, UNTOLD)
    )
    both = (by_skill * work + by_title * named.score) / (by_skill + by_title)
    return np.minimum(np.maximum(work, both) / np.float32(FULL_FROM), np.float32(1.0))
