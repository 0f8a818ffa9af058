"""Every read of careers: each list starts at what the actor may see, and never holds anybody who hides from them."""
