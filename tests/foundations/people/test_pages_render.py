"""Every page about people, accounts and sign-in renders in our own words, and so does every letter."""

import html
import re

import pytest
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.email_verification import get_address_for_user
from allauth.account.models import EmailConfirmationHMAC
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.template.loader import get_template, render_to_string
from django.test import Client

from difference.foundations.access import third_party
from difference.foundations.access.actions import find
from difference.foundations.clock import now
from difference.foundations.mail.models import Letter
from difference.foundations.people import commands
from difference.foundations.people.middleware import TO_SET_UP
from difference.foundations.people.passwords import SHORTEST, SHORTEST_WITH_OTHERS_DATA
from difference.foundations.people.queries import actor_for
from tests.making import PASSWORD, make_account, make_actor

pytestmark = pytest.mark.django_db

PUBLIC = {
    "/": "Leaders for the children whom school excludes",
    "/accessibility/": "Accessibility statement",
    "/privacy/": "Privacy notice",
    "/cookies/": "Cookies",
    "/licence-and-sources/": "Licence and sources",
    "/who-may-do-what/": "Who may do what",
    "/account/login/": "Sign in",
    "/account/signup/": "Create an account",
    "/account/inactive/": "This account is closed",
    "/account/confirm-email/": "Look in your inbox",
    "/account/confirm-email/no:such/": "This link does not work",
    "/account/password/reset/": "Choose a new password",
    "/account/password/reset/done/": "Look in your inbox",
    "/account/password/reset/key/1-no/": "This link does not work",
    "/account/password/reset/key/done/": "Your password is new",
    "/people/second-factor/lost/": "I have lost my phone and my codes",
}
SIGNED_IN = {
    "/home/": "What is waiting for you",
    "/people/record/": "My record",
    "/people/record/name/": "Change your name",
    "/account/logout/": "Do you want to sign out?",
    "/account/reauthenticate/": "Show that it is you",
    "/account/email/": "Change your e-mail address",
    "/account/password/change/": "Change your password",
    "/account/second-factor/": "How you sign in",
}
SECOND_FACTOR = {
    "/account/second-factor/reauthenticate/": "Show that it is you",
    "/account/second-factor/totp/deactivate/": "Turn off your authenticator app",
    "/account/second-factor/recovery-codes/generate/": "Make new recovery codes",
}
ADMINISTRATOR = {
    "/people/accounts/": "Accounts",
    "/people/accounts/?q=nobody-at-all": "Accounts",
    "/people/invitations/": "Invite somebody",
    "/people/second-factor/losses/": "Lost second factors",
}
LETTERS = {
    "account/email/account_already_exists": "You have an account already",
    "account/email/email_changed": "Your e-mail address was changed",
    "account/email/email_confirmation": "Is this your e-mail address?",
    "account/email/email_confirmation_signup": "Is this your e-mail address?",
    "account/email/email_deleted": "An address was removed from your account",
    "account/email/password_changed": "Your password was changed",
    "account/email/password_reset": "Your password was changed",
    "account/email/password_reset_key": "Choose a new password",
    "account/email/password_set": "Your account has a password",
    "account/email/unknown_account": "There is no account with this address",
    "mfa/email/recovery_codes_generated": "You have new recovery codes",
    "mfa/email/totp_activated": "Your second factor is set up",
    "mfa/email/totp_deactivated": "Your second factor was turned off",
}
MESSAGES = [
    *(f"account/messages/{name}.txt" for name in (
        "cannot_delete_primary_email", "email_confirmation_failed", "email_confirmation_sent", "email_confirmed", "email_deleted",
        "logged_in", "logged_out", "password_changed", "password_set", "primary_email_set", "unverified_primary_email",
    )),
    *(f"mfa/messages/{name}.txt" for name in ("recovery_codes_generated", "totp_activated", "totp_deactivated")),
]  # fmt: skip
PAGES = [
    *(f"account/{name}.html" for name in (
        "account_inactive", "email_change", "email_confirm", "login", "logout", "password_change", "password_reset",
        "password_reset_done", "password_reset_from_key", "password_reset_from_key_done", "password_set", "reauthenticate", "signup",
        "verification_sent",
    )),
    *(f"mfa/{name}" for name in (
        "authenticate.html", "index.html", "reauthenticate.html", "recovery_codes/download.txt", "recovery_codes/generate.html",
        "recovery_codes/index.html", "totp/activate_form.html", "totp/deactivate_form.html",
    )),
]  # fmt: skip


def headings(response):
    return [
        html.unescape(re.sub(r"<[^>]+>", "", found)).strip() for found in re.findall(r"<h1[^>]*>(.*?)</h1>", response.content.decode(), re.DOTALL)
    ]


def heading_at(client, path, status=200):
    response = client.get(path)
    assert response.status_code == status
    assert b"{{" not in response.content
    return headings(response)


def strengthened(client):
    """The same browser, once its person has shown that it is them."""
    assert client.post("/account/reauthenticate/", {"password": PASSWORD}).status_code == 302
    return client


@pytest.mark.parametrize(("path", "heading"), PUBLIC.items())
def test_pages_for_anyone(path, heading):
    assert heading_at(Client(), path) == [heading]


@pytest.mark.parametrize(("path", "heading"), SIGNED_IN.items())
def test_pages_for_whoever_has_signed_in(path, heading, sign_in):
    assert heading_at(sign_in("candidate", strong=False), path) == [heading]


@pytest.mark.parametrize(("path", "heading"), SECOND_FACTOR.items())
def test_pages_about_the_second_factor(path, heading, sign_in):
    assert heading_at(strengthened(sign_in("candidate")), path) == [heading]


@pytest.mark.parametrize(("path", "heading"), ADMINISTRATOR.items())
def test_pages_for_the_administrator(path, heading, sign_in):
    assert heading_at(sign_in("administrator"), path) == [heading]


def test_one_account_its_grants_and_the_way_to_end_them(sign_in):
    client, other = sign_in("administrator"), make_account(("staff", "safer_recruitment"), name="Sally Whitcombe")
    page = client.get(f"/people/accounts/{other.pk}/")
    assert headings(page) == ["Sally Whitcombe"]
    assert "Staff, safer recruitment" in page.content.decode()
    assert "safer_recruitment" not in page.content.decode()
    assert heading_at(client, f"/people/grants/{other.person.grants.get().pk}/end/")[0].startswith("End the grant as")
    assert heading_at(client, f"/people/accounts/{other.pk}/leave/") == ["Sally Whitcombe leaves: end every grant and every sign-in"]


def test_nobody_is_offered_to_end_their_own_grants(sign_in):
    client = sign_in("administrator")
    page = client.get(f"/people/accounts/{client.account.pk}/").content.decode()
    assert "Another administrator decides about your grants" in page
    assert "/end/" not in page
    assert "/leave/" not in page


def test_a_lost_second_factor_is_decided_and_mended_on_pages(sign_in):
    client, lost = sign_in("administrator"), make_account("assessor", name="Leo Lost")
    loss = commands.report_loss(by=actor_for(lost), account=lost)
    assert heading_at(client, f"/people/second-factor/losses/{loss.pk}/") == ["Is it Leo Lost?"]
    client.post(f"/people/second-factor/losses/{loss.pk}/", {"granted": "yes", "how_checked": "met-in-person"})
    letter = Letter.objects.get(to=lost.email, kind="people.second_factor_granted")
    theirs = Client()
    theirs.get(re.search(rf"{settings.ADDRESS}(/people/second-factor/link/\S+)", letter.text)[1])
    assert heading_at(theirs, "/people/second-factor/link/") == ["Take your lost second factor away"]


def test_the_three_ways_to_stand_before_an_invitation():
    known = make_account("candidate", strong=False)
    for email in (known.email, "new@tests.example"):
        commands.invite(by=make_actor("administrator"), email=email, role="staff", function="safer_recruitment", scope="programme")

    def page(email, client):
        letter = Letter.objects.get(to=email, kind="people.invitation")
        client.get(re.search(rf"{settings.ADDRESS}(/people/invitation/\S+)", letter.text)[1])
        response = client.get("/people/invitation/")
        assert headings(response) == ["Your invitation"]
        return response.content.decode()

    theirs = Client()
    theirs.force_login(known)
    assert "/account/login/?next=/people/invitation/" in page(known.email, Client()).replace("%2F", "/")
    assert 'name="password"' not in page(known.email, theirs)
    new = page("new@tests.example", Client())
    assert 'name="password"' in new
    assert "Staff, safer recruitment: somebody who works for the programme" in new


def test_invitations_say_what_became_of_them(sign_in):
    client = sign_in("administrator")
    commands.invite(by=actor_for(client.account), email="one@tests.example", role="assessor", scope="programme")
    page = client.get("/people/invitations/").content.decode()
    assert re.search(r"app-tag--progress\">waiting<", page)
    assert "the invitation of one@tests.example" in page


def test_the_audit_shows_references_and_no_name(sign_in):
    other = make_account("candidate", name="Carl Named", strong=False)
    client = sign_in("data_protection_officer")
    page = client.get(f"/people/audit/?about={other.person_id}").content.decode()
    assert f"Person {str(other.person_id)[:8]}" in page
    assert "Carl Named" not in page
    assert heading_at(client, "/people/audit/?about=nonsense") == ["Audit"]


def test_who_looked_is_said_without_a_name_or_a_reference(sign_in):
    client, looker = sign_in("candidate", strong=False), sign_in("administrator", name="Wanda Walker")
    looker.get(f"/people/accounts/{client.account.pk}/")
    page = client.get("/people/record/").content.decode()
    assert "Somebody at the programme" in page
    assert find("people.see-accounts").says in page
    assert "Wanda Walker" not in page
    assert str(looker.account.person_id)[:8] not in page


def test_setting_up_a_second_factor_shows_the_key_in_groups_that_copy_as_one(sign_in):
    client = strengthened(sign_in("candidate", strong=False))
    page = client.get("/account/second-factor/totp/activate/")
    assert headings(page) == ["Set up your second factor"]
    key = re.search(r"<code[^>]*>(.*?)</code>", page.content.decode(), re.DOTALL)[1]
    assert re.fullmatch(r"[A-Z2-7]{32}", re.sub(r"<[^>]+>", "", key))
    assert b'src="data:image/svg+xml;base64,' in page.content


def test_recovery_codes_are_shown_and_can_be_had_as_a_file(sign_in):
    client = strengthened(sign_in("candidate"))
    page = client.post("/account/second-factor/recovery-codes/generate/", follow=True)
    assert headings(page) == ["Your recovery codes"]
    codes = Authenticator.objects.get(user=client.account, type="recovery_codes").wrap().get_unused_codes()
    file = client.get("/account/second-factor/recovery-codes/download/").content.decode()
    assert [line for line in file.splitlines() if line.isdigit()] == codes
    assert all(code in page.content.decode() for code in codes)


def test_the_code_page_leads_to_help_when_phone_and_codes_are_lost():
    account = make_account("assessor")
    page = Client().post("/account/login/", {"login": account.email, "password": PASSWORD}, follow=True)
    assert headings(page) == ["Enter your code"]
    assert 'href="/people/second-factor/lost/"' in page.content.decode()


def test_an_address_is_confirmed_by_a_button():
    account = make_account("candidate", strong=False)
    address = get_address_for_user(account)
    address.verified = False
    address.save()
    page = Client().get(f"/account/confirm-email/{EmailConfirmationHMAC.create(address).key}/")
    assert headings(page) == ["Is this your address?"]
    assert "Yes, this is my address" in page.content.decode()


@pytest.mark.parametrize(("prefix", "subject"), LETTERS.items())
def test_every_letter_of_the_library_is_in_our_words(prefix, subject, rf):
    account = make_account("candidate", strong=False)
    get_adapter(rf.get("/")).send_mail(
        prefix, account.email, {"timestamp": now(), "key": "a:b", "uid": "1x", "deleted_email": "old@tests.example", "ip": "192.0.2.7"}
    )
    letter = Letter.objects.get(to=account.email)
    assert (letter.subject, letter.person_id) == (subject, account.person_id)
    assert letter.text.startswith("Hello,\n\n")
    assert letter.text.endswith(f"Difference\n{settings.ADDRESS}\n")
    assert all(link.startswith(f"{settings.ADDRESS}/") for link in re.findall(r"https?://\S+/\S+", letter.text))
    assert not re.search(r"\{|&\w+;|<|192\.0\.2\.7|account [0-9a-f-]{36}", letter.text)


def test_every_template_that_the_library_can_ask_for_is_ours():
    asked = [*PAGES, *MESSAGES, *(f"{prefix}_{part}.txt" for prefix in LETTERS for part in ("subject", "message"))]
    assert [name for name in asked if "/difference/foundations/people/" not in get_template(name).origin.name] == []
    # Each page of the library that somebody can reach is among those above.
    assert len(third_party.ROUTES) == len(PAGES) + len({"account_confirm_login_code"})
    assert set(third_party.ROUTES) > TO_SET_UP


def test_password_hints_add_nothing_and_the_pages_say_the_true_lengths():
    assert render_to_string("account/password_reset_help_text.html") == ""
    words = render_to_string("account/parts/how_long.html")
    assert [int(number) for number in re.findall(r"\d+", words)] == [SHORTEST_WITH_OTHERS_DATA, SHORTEST]


def test_the_cookies_that_we_name_are_those_that_we_set():
    client, account = Client(), make_account("candidate", strong=False)
    page = client.get("/cookies/").content.decode()
    named = set(re.findall(r'role="rowheader">(\w+)</th>', page))
    seen = set()
    for path, data in (("/account/login/", {"login": account.email, "password": PASSWORD}), ("/privacy/", {}), ("/account/logout/", {})):
        client.get(path)
        seen |= set(client.post(path, data).cookies) | set(client.cookies)
    assert seen == named == {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME}
