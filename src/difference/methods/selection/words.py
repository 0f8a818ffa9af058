"""Words that matter when names are masked: those that are names and ordinary words at once, titles, particles, and what schools are called."""

from __future__ import annotations

_ORDINARY = """
abbott amber angel april art august autumn baker ball bank banks barber bell best bill bird bishop black blunt bob bond bridge brook brooks brown
butler care carpenter carter case cash chance charity chase christian church clay colt cook cooper cope crane cross crystal daisy dale dawn day
dean dear drake drew duke earl eve faith field fields finch fisher flower flowers foot ford forest fox frank gardener gardner gene gold good grace
grant gray green grey guy hall hand hands head heather hill hills holly honour hope hunt hunter iris ivy jack jade jay joy june just justice king
knight lake lamb lane law learning light lily little long lord love major mark marks marsh marshal mason max may mercy miles mill miller mills
moon moor moss newman night noble north oak olive page park parks parry pat patience pearl penny pike piper pool poole pope porter potter power
powers price prince prudence ray read reed rich ring rivers river robin rob rock root rose ruby sage savage sharp shepherd short silver sky slater
small smart smith south spring star steel stone storm strong sue summer summers sun swan swift tailor temple thatcher turner violet walker wall
ward waters way week weeks well wells west white wild will wills winter wise wolf wood woods word work young
"""
# Masked only when written with a capital: “Will led”, never “I will lead”.
ORDINARY = frozenset(_ORDINARY.split())

# “I miss Ann” keeps its verb.
TITLES = r"(?:Miss|MISS|(?i:mr|mrs|ms|mx|dr|prof|professor|sir|dame|rev|reverend))"

_PARTICLES = "al ap ab bin bint da das de del della den der di do dos du e el la las le los san st ten ter van vom von y zu ibn"
# Never masked alone in the middle of a name.
PARTICLES = frozenset(_PARTICLES.split())

_GENERIC = """
academy academies all-through alternative ap boys c c.e ce cathedral catholic centre center church coe college community comprehensive co-operative
education educational england federation for foundation free girls grammar high infant infants infants' junior juniors lower middle multi
nursery of preparatory prep primary provision pru pupil rc referral roman school schools secondary short-stay sixth form special specialist studio
technical technology the trust unit upper voluntary aided controlled mixed
"""
# What any school could be called, apart from the part of its name that tells it from others.
GENERIC = frozenset(_GENERIC.split())
_FOLLOWING = """
school, schools, academy, college, primary, secondary, nursery, infant, infants, junior, juniors, high, grammar, comprehensive, prep, preparatory, ce,
c.e, c of e, church of england, rc, catholic, roman catholic, pru, pupil referral unit, sixth form, special school, free school, community school
"""
# What is masked along with the part of its own when it follows it.
FOLLOWING = frozenset(words.strip() for words in _FOLLOWING.split(","))
