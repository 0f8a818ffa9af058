"""Mail: one outbox. Every letter is written here, in the transaction that it belongs to, and leaves once."""
