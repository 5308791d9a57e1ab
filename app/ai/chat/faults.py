"""Why a model gave no answer. ``code`` is what pages translate into what to do; ``detail`` names a status or a
code of the server, never what was sent, never a key, never the server's own words."""

from __future__ import annotations

from typing import ClassVar


class ChatFault(Exception):
    """``is_passing``: asking again at once may help. ``is_providers``: it says something about the provider and
    not about this question, so that several of them in a row are a reason to leave it alone for a while.
    ``retry_after`` in seconds, where the server said it."""

    code: ClassVar[str] = "server_fault"
    is_passing: ClassVar[bool] = False
    is_providers: ClassVar[bool] = True

    def __init__(self, detail: str = "", retry_after: float | None = None) -> None:
        super().__init__(detail)
        self.detail = detail
        self.retry_after = retry_after


class TimedOut(ChatFault):
    code = "timed_out"
    is_passing = True


class ServerFault(ChatFault):
    """No connection, a broken one, or 5xx."""

    code = "server_fault"
    is_passing = True


class RateLimited(ChatFault):
    """Asked too often; ``retry_after`` says when to come back."""

    code = "rate_limited"
    is_passing = True


class QuotaUsedUp(ChatFault):
    """The allowance of the day or the money of the account is used up."""

    code = "quota_used_up"


class BadKey(ChatFault):
    """The key is missing, wrong, or not allowed to use this model."""

    code = "bad_key"


class NoSuchModel(ChatFault):
    """The model does not exist (any more), or the address is not that of a model server."""

    code = "no_such_model"


class BadAddress(ChatFault):
    """Nothing can be asked at the base URL: no host of this name, a certificate that is not valid."""

    code = "bad_address"


class NotTaken(ChatFault):
    """The server does not take this question: too long, or pictures for a model that sees none."""

    code = "not_taken"
    is_providers = False


class Refused(ChatFault):
    """The model, or a filter before it, does not want to answer this."""

    code = "refused"
    is_providers = False


class Garbage(ChatFault):
    """An answer came that cannot be used: not JSON, not of the asked shape, or too large."""

    code = "garbage"
    is_providers = False


class NotAModel(Garbage):
    """What answered is no model server: a page, another kind of JSON."""

    is_providers = True


class SwitchedOff(ChatFault):
    """No model is set up."""

    code = "off"
    is_providers = False


CODES = (
    "timed_out", "server_fault", "rate_limited", "quota_used_up", "bad_key", "no_such_model", "bad_address",
    "not_taken", "refused", "garbage", "off",
)  # fmt: skip
