"""Every read of placement: each list starts at what the actor may see."""
