"""The letters of the demonstration, as its outbox shows them, and codes of a second factor."""

import time
from typing import Any

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value


def find_letters(walker: Any, address: str) -> Any:
    """The letters to an address on the first page of the outbox that has any, the newest first."""
    page = walker.go("/demo/outbox/")
    while not (found := page.locator("main li", has_text=address)).count():
        walker.press(page.locator("a[rel=next]"))
    return found


def link_in_letter_to(walker: Any, address: str) -> str:
    """The first link of the newest letter to an address."""
    walker.press(find_letters(walker, address).first.get_by_role("link"))
    return str(walker.page.locator("main .govuk-body a[href*='://127.0.0.1']").first.get_attribute("href"))


def letters_to(walker: Any, address: str) -> list[str]:
    """The subjects of the newest letters to an address."""
    return [str(one.get_by_role("link").inner_text()) for one in find_letters(walker, address).all()]


def code_for(secret: str, steps: int = 0) -> str:
    """What an authenticator app would show now, or some steps of 30 seconds later."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps)))
