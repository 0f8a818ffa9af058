"""Learn: practices, projects with their protocols, what they found, and what that says together."""
