"""The codes by which placement explains itself, each with its words."""

NOT_INTERESTED = {
    "no-vacancy": "We have no leadership post to fill",
    "no-money": "We cannot pay for one this year",
    "change-ahead": "We are changing leadership, trust or site",
    "tried-before": "It did not work for us before",
    "other": "For another reason",
}

NOT_APPROVED = {
    "host-policy": "The cohort’s policy on where we place does not allow it",
    "not-a-leadership-post": "It is not a leadership post",
    "incomplete": "Something that candidates need to know is missing",
}

EXPIRED = {"not-confirmed": "The school did not confirm it in time"}

DECLINED = {
    "too-far": "The journey is too long",
    "terms": "The pay or the contract does not work",
    "changed-plans": "Plans have changed",
    "not-suited": "It is not the right post or the right person",
    "checks": "A check could not be completed",
}

ENDED_EARLY = {
    "resigned": "They resigned",
    "ended-by-school": "The school ended it",
    "school-closed": "The school closed",
    "family-or-health": "Family or health",
    "not-theirs": "The school challenged it, and was right",
}

MOVED = {
    "school-changes": "The school closes, or changes so that the post ends",
    "not-working": "The post does not work out for one of them",
    "family-or-move": "Family, health or a move of house",
    "safeguarding": "They cannot stay where they are",
}

# Why a school would not appoint somebody. Each speaks of the post and of what somebody has done; none of a protected characteristic (Equality Act
# 2010, section 4), and none behind which one could hide: there is no “other” and no “would not fit in” (decision 0015).
AFTER_INTERVIEW = "after-interview"
NOT_WANTED = {
    "experience": "They have not yet led what this post leads",
    "subject-or-phase": "The post needs another subject or phase",
    "conflict": "Somebody who would manage them is close to them",
    AFTER_INTERVIEW: "At the interview they did not show what the post needs",
}
