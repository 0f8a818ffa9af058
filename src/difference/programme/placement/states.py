"""The states of posts, matching runs and placements, and the moves between them (DOMAIN §4)."""

from __future__ import annotations

from difference.foundations.lifecycles.table import Lifecycle, Move, State
from difference.programme.placement.guards import (
    can_end,
    can_start,
    can_withdraw,
    every_match_is_answered,
    hosts_can_still_rank,
    posts_can_still_come,
    runs_out,
)
from difference.programme.placement.reasons import DECLINED, ENDED_EARLY, EXPIRED, MOVED, NOT_APPROVED

HOSTS = frozenset({"staff", "partner"})
ALL = frozenset({"staff", "partner", "person"})

POST = Lifecycle(
    "Post",
    (
        State("draft", "", "Not sent yet", editable=True, shown_to=HOSTS),
        State("submitted", "", "Being looked at", shown_to=HOSTS),
        State("approved", "Open to ranking", "Approved", shown_to=ALL),
        State("ranked", "Open to ranking", "You have ranked your candidates", shown_to=ALL),
        State("filled", "Filled", "Filled", terminal=True, running=False, shown_to=ALL),
        State("withdrawn", "Withdrawn by the school", "Withdrawn by you", terminal=True, running=False, shown_to=ALL),
        State("expired", "No longer offered", "Not confirmed in time", terminal=True, running=False, shown_to=ALL),
    ),
    (
        Move("submit", ("draft",), "submitted", "placement.submit-post", posts_can_still_come),
        Move("send_back", ("submitted",), "draft", "placement.approve-post", reasons=NOT_APPROVED),
        Move("approve", ("submitted",), "approved", "placement.approve-post", posts_can_still_come),
        Move("rank", ("approved",), "ranked", "placement.rank-candidates", hosts_can_still_rank),
        Move("fill", ("approved", "ranked"), "filled", "placement.confirm"),
        Move("withdraw", ("draft", "submitted", "approved", "ranked"), "withdrawn", "placement.withdraw-post", can_withdraw),
        Move("expire", ("approved", "ranked"), "expired", "placement.let-expire", runs_out, reasons=EXPIRED),
    ),
)

MATCHING_RUN = Lifecycle(
    "MatchingRun",
    (
        State("draft", "", shown_to=frozenset({"staff"}), editable=True),
        State("computed", "", shown_to=frozenset({"staff"})),
        State("verified", "", shown_to=frozenset({"staff"})),
        State("published", "Published", "Published", shown_to=ALL),
        State("closed", "Closed", "Closed", terminal=True, running=False, shown_to=ALL),
        State("superseded", "", terminal=True, running=False, shown_to=frozenset({"staff"})),
    ),
    (
        Move("compute", ("draft",), "computed", "placement.run-matching"),
        Move("verify", ("computed",), "verified", "placement.run-matching"),
        Move("publish", ("verified",), "published", "placement.publish"),
        Move("close", ("published",), "closed", "placement.run-matching", every_match_is_answered),
        Move("supersede", ("draft", "computed", "verified"), "superseded", "placement.run-matching"),
    ),
)

PLACEMENT = Lifecycle(
    "Placement",
    (
        State("proposed", "You have been matched", "Matched to your post", shown_to=ALL),
        State("accepted", "Accepted by you both", "Accepted by you both", shown_to=ALL),
        State("confirmed", "Confirmed", "Confirmed", shown_to=ALL),
        State("started", "You have started", "Started", shown_to=ALL),
        State("completed", "Completed", "Completed", terminal=True, running=False, shown_to=ALL),
        State("declined", "Declined", "Declined", terminal=True, running=False, shown_to=ALL),
        State("ended_early", "Ended early", "Ended early", terminal=True, running=False, shown_to=ALL),
        State("transferred", "You have moved to another school", "Moved to another school", terminal=True, running=False, shown_to=ALL),
    ),
    (
        Move("accept", ("proposed",), "accepted", "placement.answer-match"),
        Move("decline", ("proposed",), "declined", "placement.answer-match", reasons=DECLINED),
        Move("confirm", ("accepted",), "confirmed", "placement.confirm"),
        Move("start", ("confirmed",), "started", "placement.start", can_start),
        Move("complete", ("started",), "completed", "placement.start", can_end),
        Move("end_early", ("accepted", "confirmed", "started"), "ended_early", "placement.end-early", reasons=ENDED_EARLY),
        Move("transfer", ("started",), "transferred", "placement.transfer", reasons=MOVED),
    ),
)
