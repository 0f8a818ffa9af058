"""Every read of training: each list starts at what the actor may see."""
