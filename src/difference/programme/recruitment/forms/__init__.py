"""The forms of recruitment. `writing.FORMS` has one for each section of an application."""
