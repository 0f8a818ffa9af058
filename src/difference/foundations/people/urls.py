"""The addresses of the pages about people."""

from django.urls import path

from difference.foundations.people.views import accounts, events, invitations, record, second_factor

app_name = "people"

urlpatterns = [
    path("record/", record.my_record, name="my-record"),
    path("record/name/", record.my_details, name="my-details"),
    path("accounts/", accounts.accounts, name="accounts"),
    path("accounts/<uuid:account_id>/", accounts.account, name="account"),
    path("accounts/<uuid:account_id>/leave/", accounts.leave, name="leave"),
    path("grants/<uuid:grant_id>/end/", accounts.end_grant, name="end-grant"),
    path("invitations/", invitations.invite, name="invite"),
    path("invitations/<uuid:invitation_id>/withdraw/", invitations.withdraw, name="withdraw-invitation"),
    path("invitation/", invitations.answer, name="invitation"),
    path("invitation/<str:token>/", invitations.open_link, name="invitation-link"),
    path("second-factor/lost/", second_factor.report, name="lost-second-factor"),
    path("second-factor/losses/", second_factor.losses, name="losses"),
    path("second-factor/losses/<uuid:loss_id>/", second_factor.decide, name="decide-loss"),
    path("second-factor/link/", second_factor.use_link, name="second-factor"),
    path("second-factor/link/<str:token>/", second_factor.open_link, name="second-factor-link"),
    path("audit/", events.events, name="events"),
]
