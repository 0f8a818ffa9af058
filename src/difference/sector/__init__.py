"""The system around the programme: what is known of the children whom school excludes."""
