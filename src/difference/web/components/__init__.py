"""The parts that pages are made of: each is a function that gives its template what to show, registered in `templatetags.kit`."""
