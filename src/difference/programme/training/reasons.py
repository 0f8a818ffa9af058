"""The reasons of training, each code with its words."""

from __future__ import annotations

DEFERRED = {
    "health": "Health",
    "family": "Parental leave or caring",
    "work": "Work at the school",
    "other": "Another reason, known to the training staff",
}
TRIGGERS = {
    "participant": "The participant asked",
    "placement": "The placement ended",
    "programme": "The programme decided",
    "university": "The university decided",
}
WITHDRAWN = {
    "another_job": "Another job",
    "health": "Health",
    "family": "Family or caring",
    "workload": "The work and the study together were too much",
    "not_suited": "The work was not right for them",
    "support": "Not enough support",
    "results": "Modules that could not be passed any more",
    "conduct": "Conduct",
    "not_said": "They did not say",
}
CHANGED_MARK = {
    "too_generous": "The criteria do not bear the mark out: too generous",
    "too_harsh": "The criteria do not bear the mark out: too harsh",
    "missed": "Something in the work was missed",
    "arithmetic": "A slip in adding up",
}
