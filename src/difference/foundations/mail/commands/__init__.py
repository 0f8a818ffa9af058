"""Writing letters, and deciding about them."""

from difference.foundations.mail.commands.posting import post

__all__ = ["post"]
