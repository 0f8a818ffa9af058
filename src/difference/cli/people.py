"""Verbs about people: the first invitation, which nobody inside can send yet."""

from __future__ import annotations

import json

import click

from difference.foundations.people.roles import roles


@click.command()
@click.argument("email")
@click.option("--role", type=click.Choice([name for name, role in roles().items() if role.others_data]), default="administrator", show_default=True)
@click.option("--function", default="", help="For staff: recruitment, placement, …")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def invite(email: str, role: str, function: str, as_json: bool) -> None:
    """Invite somebody to a role: on a new system, the first administrator."""
    from django.conf import settings
    from django.core.validators import validate_email
    from django.forms import ValidationError

    from difference.errors import BadInput
    from difference.foundations.actors import system
    from difference.foundations.people import commands

    try:
        validate_email(email)
    except ValidationError:
        raise BadInput(f"“{email}” is not an e-mail address.") from None
    link = settings.ADDRESS + commands.invite(by=system("command line"), email=email, role=role, function=function, scope="programme")
    if as_json:
        click.echo(json.dumps({"link": link}))
    else:
        click.echo(f"The invitation is in the outbox. Its link works once, for 14 days:\n{link}")


VERBS = (invite,)
