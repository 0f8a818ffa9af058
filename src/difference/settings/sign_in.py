"""How people sign in: e-mail and password, and a second factor for whoever sees other people's data."""

from __future__ import annotations

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "difference.foundations.people.passwords.LongEnough"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator", "OPTIONS": {"user_attributes": ["email"]}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

ACCOUNT_ADAPTER = "difference.foundations.people.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https"
# Attempts are counted by `people.limits`, exactly and across workers; the library's own counters live in a cache and lose some.
ACCOUNT_RATE_LIMITS = False
OUR_FORMS = "difference.foundations.people.library_forms"
ACCOUNT_FORMS = {
    "signup": "difference.foundations.people.forms.SignUpForm",
    "login": f"{OUR_FORMS}.LoginForm",
    "reset_password": f"{OUR_FORMS}.ResetPasswordForm",
    "reset_password_from_key": f"{OUR_FORMS}.ResetPasswordKeyForm",
    "change_password": f"{OUR_FORMS}.ChangePasswordForm",
    "set_password": f"{OUR_FORMS}.SetPasswordForm",
    "add_email": f"{OUR_FORMS}.AddEmailForm",
    "reauthenticate": f"{OUR_FORMS}.ReauthenticateForm",
}
MFA_FORMS = {
    "authenticate": f"{OUR_FORMS}.AuthenticateForm",
    "reauthenticate": f"{OUR_FORMS}.ReauthenticateCodeForm",
    "activate_totp": f"{OUR_FORMS}.ActivateTOTPForm",
}
# Signing in asks for a confirmed address already, so that a new one on its way does not keep anybody from a second factor.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Difference"
# Half a minute either side: telephones’ clocks are not exact, and people type slowly.
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODE_COUNT = 10
MFA_ADAPTER = "difference.foundations.people.adapter.SecondFactorAdapter"
