"""The published lottery that breaks ties: drawn from the seed and each candidate's id, so that order of input never matters."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence

import numpy as np

from difference.errors import BadInput
from difference.methods.matching.market import Int32s

Seed = int | str
# The block of SHA-256, in bytes: longer keys are hashed first.
BLOCK = 64


def check_seed(seed: object) -> Seed:
    """The seed, if it is a whole number or a text that can be written down. Raises BadInput."""
    if isinstance(seed, bool) or not isinstance(seed, int | str):
        raise BadInput("The seed of the lottery must be a whole number or a text.", fields={"seed": ["Give a whole number or a text."]})
    try:
        str(seed).encode()
    except ValueError:
        raise BadInput("The seed of the lottery cannot be written down.", fields={"seed": ["Give another."]}) from None
    return seed


def ticketing(seed: Seed) -> Callable[[str], bytes]:
    """Gives the ticket of a candidate by id, 32 bytes, as `draw` says; the least wins."""
    key = str(check_seed(seed)).encode()
    key = hashlib.sha256(key).digest() if len(key) > BLOCK else key
    # The two halves of HMAC that hang on the key alone are worked out once, which takes half the time of `hmac.digest`.
    inner, outer = (hashlib.sha256(bytes(byte ^ mask for byte in key.ljust(BLOCK, b"\0"))) for mask in (0x36, 0x5C))

    def ticket(name: str) -> bytes:
        within, around = inner.copy(), outer.copy()
        within.update(name.encode())
        around.update(within.digest())
        return around.digest()

    return ticket


def tickets_of(candidate_ids: Iterable[str], seed: Seed) -> Iterator[bytes]:
    """The ticket of each candidate."""
    return map(ticketing(seed), candidate_ids)


def draw(candidate_ids: Sequence[str], seed: Seed) -> Int32s:
    """The lottery numbers, int32[n], 1 the luckiest, of candidates with these distinct ids.

    A candidate's ticket is HMAC-SHA-256 (RFC 2104) with the seed as key and the id as message, both UTF-8; tickets in rising order give the
    numbers. 7 and "7" are the same seed. Anybody can check a ticket: `printf %s ID | openssl dgst -sha256 -hmac SEED`. O(n log n).
    """
    tickets = np.frombuffer(b"".join(tickets_of(candidate_ids, seed)), ">u8").astype(np.uint64).reshape(-1, 4)
    # Half a ticket tells any number of candidates apart.
    order = np.lexsort((tickets[:, 1], tickets[:, 0]))
    numbers = np.empty(len(order), np.int32)
    numbers[order] = np.arange(1, len(order) + 1, dtype=np.int32)
    numbers.flags.writeable = False
    return numbers
