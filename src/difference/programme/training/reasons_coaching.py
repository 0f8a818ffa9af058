"""Why a coaching ends, each code with its words."""

ENDED = {
    "another-coach": "Another coach takes over",
    "participant-asked": "The participant asked for it",
    "coach-asked": "The coach asked for it",
    "coach-left": "The coach has left",
    "studies-ended": "The studies have ended",
}
