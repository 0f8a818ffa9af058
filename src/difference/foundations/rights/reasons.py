"""The codes by which requests are answered and holds are placed and lifted, each with its words."""

from __future__ import annotations

ACCESS, ERASURE, RECTIFICATION, OBJECTION = "access", "erasure", "rectification", "objection"
KINDS = {
    ACCESS: "for a copy of everything we hold",
    ERASURE: "to be erased",
    RECTIFICATION: "to have something put right",
    OBJECTION: "to object to what we do",
}

REFUSALS = {
    "still-here": "You still take part in the programme or work for it",
    "legal-claim": "We need it to bring or to answer a legal claim (UK GDPR article 17(3)(e))",
    "legal-duty": "The law asks us to keep it (UK GDPR article 17(3)(b))",
    "not-who-they-say": "We could not make sure who is asking (UK GDPR article 12(6))",
    "overriding-grounds": "Our grounds for using it weigh more (UK GDPR article 21(1))",
    "already-right": "We looked, and what we hold is right",
    "repeated": "It repeats a request that we have just answered (UK GDPR article 12(5))",
}
WHICH_REFUSALS = {
    ACCESS: ("not-who-they-say", "repeated"),
    ERASURE: ("still-here", "legal-claim", "legal-duty", "not-who-they-say"),
    RECTIFICATION: ("already-right", "not-who-they-say", "repeated"),
    OBJECTION: ("overriding-grounds", "legal-claim", "not-who-they-say", "repeated"),
}

ANSWERS = {
    "copy-made": "A copy of everything we hold was made",
    "erased": "Everything that we could erase was erased",
    "put-right": "What was wrong has been put right",
    "stopped": "We have stopped what was objected to",
    "answered-in-writing": "We have answered in writing",
}

EXTENSIONS = {"complex": "It is complex", "many": "The same person has asked for many things"}

LEGAL, SAFEGUARDING = "legal", "safeguarding"
HOLDS = {LEGAL: "Legal", SAFEGUARDING: "Safeguarding"}
HOLD_REASONS = {
    "claim": "A claim has been brought, or is expected",
    "complaint": "A complaint or an appeal is under way",
    "authority": "A court, the police or a regulator has asked for it",
    "investigation": "Somebody’s conduct is being looked into",
    "safeguarding-referral": "It was referred to children’s services, the LADO or the DBS",
}
LIFT_REASONS = {"ended": "What it was for has ended", "mistake": "It was placed by mistake", "replaced": "Another hold replaces it"}
