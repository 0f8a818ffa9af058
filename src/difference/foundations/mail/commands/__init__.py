"""Writing letters, and deciding about them."""

from difference.foundations.mail.commands.batches import Draft, discard_batch, draft_batch, release_batch
from difference.foundations.mail.commands.posting import post
from difference.foundations.mail.commands.returning import note_bounce, send_again

__all__ = ["Draft", "discard_batch", "draft_batch", "note_bounce", "post", "release_batch", "send_again"]
