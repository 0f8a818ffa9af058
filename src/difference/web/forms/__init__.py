"""Forms of the kit: the renderer for any Django form, our Form with plain errors, and the fields Django lacks."""
