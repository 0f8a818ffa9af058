"""Documents: files that people hand in. Looked into before they are kept, and never shown by the browser in our name."""
