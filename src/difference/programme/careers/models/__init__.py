"""CareerProfile and the schools it hides from, Vacancy, Introduction, Appointment."""

from difference.programme.careers.models.introductions import Appointment, Introduction
from difference.programme.careers.models.profiles import CareerProfile, HiddenSchool
from difference.programme.careers.models.vacancies import Vacancy

__all__ = ["Appointment", "CareerProfile", "HiddenSchool", "Introduction", "Vacancy"]
