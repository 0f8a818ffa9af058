"""The shapes of what is asked and answered; the published schema is made from them."""
