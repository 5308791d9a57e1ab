"""Names for the kinds of arrays that the columns are made of."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Flags = NDArray[np.bool_]
Ints = NDArray[np.int32]
Places = NDArray[np.int64]  # places in another array
Reals = NDArray[np.float64]
Results = NDArray[np.float32]
Bits = NDArray[np.uint64]

NO_INTS: Ints = np.empty(0, np.int32)
