"""Why staff say that one school was succeeded by another: codes for the audit, words for people."""

REASONS = {
    "academy": "It became an academy under a new number",
    "merged": "It was merged into the other school",
    "moved": "Its pupils and staff moved to the other school",
    "register-wrong": "The register is wrong or late",
}
