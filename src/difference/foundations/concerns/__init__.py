"""Concerns: anyone can say that a child or an adult may be at risk; the programme's safeguarding leads alone read what they wrote."""
