"""Every write to people, accounts and grants."""

from difference.foundations.people.commands.accounts import accept_notice, change_details, end_everything, join
from difference.foundations.people.commands.grants import end_grant, grant
from difference.foundations.people.commands.invitations import accept_invitation, invite, withdraw_invitation
from difference.foundations.people.commands.second_factor import decide_loss, report_loss, use_loss_link

__all__ = [
    "accept_invitation",
    "accept_notice",
    "change_details",
    "decide_loss",
    "end_everything",
    "end_grant",
    "grant",
    "invite",
    "join",
    "report_loss",
    "use_loss_link",
    "withdraw_invitation",
]
