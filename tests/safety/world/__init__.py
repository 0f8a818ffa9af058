"""One world in which everything exists at least twice: what the proofs of access and of hostile forms walk through.

How an app contributes its objects
----------------------------------
Put one module here, named after the app, with a function `contribute(world)`. It is found by itself. It makes rows (with the makers
of the app's own tests, or models) and says for each route with arguments which objects to try::

    def contribute(world):
        people = world.part("recruitment")          # what another module's `contribute` returned
        letter = Letter.objects.create(person=world.other().person, …)
        world.offer(
            "letters:one", "letters:send",          # routes that take the same arguments
            own=lambda visitor: {"letter_id": …},   # the visitor's own, or None where they have none
            near={"letter_id": letter.pk},          # somebody else's, in what grants “of one cohort” reach: `world.ours`, `world.placing`
            foreign={"letter_id": …},               # somebody else's, outside of it: `world.theirs`, `world.placing_theirs`
            arrange=lambda arguments: …,            # puts the object into the state that the page is for; undone after each request
            at=RANKING,                             # when: the frozen moment unless said otherwise
        )

Everybody but the visitors is called Quillfeather (`world.other()`), so that a page which keeps somebody out and still names a
person can be told. Then write the table anew, read what changed line by line, and commit it::

    .venv/bin/python -m tests.safety.write_expected
"""

from tests.safety.world.making import World, open_world

__all__ = ["World", "open_world"]
