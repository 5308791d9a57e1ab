"""How the tests of this folder try out inputs: few enough to be quick, and never too slow for a busy machine."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

patiently = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
