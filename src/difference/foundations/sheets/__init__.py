"""Tables as files: written as CSV or Excel for whoever may read them, and read from what somebody filled in."""
