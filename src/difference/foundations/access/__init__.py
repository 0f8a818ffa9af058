"""Access: what each action is, who may take it, and the check that nothing is reachable without having been declared."""
