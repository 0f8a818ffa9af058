"""By place: rates of regions and authorities over years, each with its interval, and where provision that is well led falls short."""
