"""The template tag libraries of the kit; there is one, `kit`."""
