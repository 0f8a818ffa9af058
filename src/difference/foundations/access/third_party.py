"""The routes that libraries bring: one pinned table, so that an upgrade that adds a route stops the start."""

from __future__ import annotations

ANYONE, SIGNED_IN = "anyone", "anyone who has signed in"

# Sign-in (django-allauth). Each name with who may reach it.
ROUTES: dict[str, str] = {
    "account_login": ANYONE,
    "account_logout": ANYONE,
    "account_signup": ANYONE,
    "account_inactive": ANYONE,
    "account_reauthenticate": SIGNED_IN,
    "account_confirm_login_code": ANYONE,
    "account_email": SIGNED_IN,
    "account_email_verification_sent": ANYONE,
    "account_confirm_email": ANYONE,
    "account_change_password": SIGNED_IN,
    "account_set_password": SIGNED_IN,
    "account_reset_password": ANYONE,
    "account_reset_password_done": ANYONE,
    "account_reset_password_from_key": ANYONE,
    "account_reset_password_from_key_done": ANYONE,
    "mfa_authenticate": ANYONE,
    "mfa_reauthenticate": SIGNED_IN,
    "mfa_index": SIGNED_IN,
    "mfa_activate_totp": SIGNED_IN,
    "mfa_deactivate_totp": SIGNED_IN,
    "mfa_view_recovery_codes": SIGNED_IN,
    "mfa_generate_recovery_codes": SIGNED_IN,
    "mfa_download_recovery_codes": SIGNED_IN,
}
