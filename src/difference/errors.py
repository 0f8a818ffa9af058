"""The one family of errors: each has a code for programs and a sentence for the reader.

It stands outside the layers because every layer raises it and it imports nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence


class DifferenceError(Exception):
    """Something could not be done, and the reader deserves to know why.

    `sentence` is shown as it is; `code` never changes, so that programs can rely on it; `status` is the HTTP status.
    """

    code = "error"
    status = 400

    def __init__(self, sentence: str, *, code: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        if code:
            self.code = code


class BadInput(DifferenceError):
    """What was given cannot be used. `fields` maps a field's name to its sentences; `lines` maps line numbers."""

    code = "bad-input"
    status = 422

    def __init__(
        self,
        sentence: str,
        *,
        fields: Mapping[str, Sequence[str]] | None = None,
        lines: Mapping[int, str] | None = None,
        code: str | None = None,
    ) -> None:
        super().__init__(sentence, code=code)
        self.fields = {name: list(sentences) for name, sentences in (fields or {}).items()}
        self.lines = dict(lines or {})


class NotSignedIn(DifferenceError):
    """The page is for people who have signed in."""

    code = "not-signed-in"
    status = 401


class NotAllowed(DifferenceError):
    """The thing is within the actor's scope, but this action on it is not theirs."""

    code = "not-allowed"
    status = 403


class NotFound(DifferenceError):
    """There is no such thing, or it is outside the actor's scope: the two are never told apart."""

    code = "not-found"
    status = 404

    def __init__(self, sentence: str = "We could not find that page.", *, code: str | None = None) -> None:
        super().__init__(sentence, code=code)


class Conflict(DifferenceError):
    """Somebody else changed the record first. `differences` has (field, yours, present) for each that differs."""

    code = "conflict"
    status = 409

    def __init__(self, sentence: str, *, differences: Sequence[tuple[str, str, str]] = (), code: str | None = None) -> None:
        super().__init__(sentence, code=code)
        self.differences = tuple(differences)


class NotNow(DifferenceError):
    """The thing is in a state, or the calendar at a date, that does not allow this action."""

    code = "not-now"
    status = 409


class TooLarge(DifferenceError):
    """More was sent than we take."""

    code = "too-large"
    status = 413


class TooMany(DifferenceError):
    """A limit on attempts was reached; `retry_after` is how many seconds to wait."""

    code = "too-many"
    status = 429

    def __init__(self, sentence: str, *, retry_after: int) -> None:
        super().__init__(sentence)
        self.retry_after = retry_after
