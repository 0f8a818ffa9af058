"""What spans the stages: the start page, home by role, and the pages at every page's foot."""
