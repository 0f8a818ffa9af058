"""Posts that come as a table: tried in a transaction that is taken back, then all made or none, by the very commands of the pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.urls import reverse

from difference.errors import BadInput, NotAllowed, NotNow
from difference.foundations.access.actions import allows
from difference.foundations.access.command import allow, command
from difference.foundations.actors import Actor
from difference.foundations.audit.commands import record
from difference.foundations.schools.models import School
from difference.programme.placement import hosts, letters
from difference.programme.placement.commands import posts as commands
from difference.programme.placement.commands.describing import checked
from difference.programme.placement.models import Post
from difference.programme.placement.papers.posts import COLUMNS, Wanted
from difference.programme.placement.queries.posts import Hosting
from difference.programme.placement.queries.uploading import Uploading

STANDING = ("draft", "submitted", "approved", "ranked")
THERE = "Your school has a post of this title in this cohort already. For several people in one post, raise the number of people."


@dataclass
class Tried:
    """What came of one row: the post that it made, or what is to mend. `same`: the post stood there already, as the row has it."""

    wanted: Wanted
    post: Post | None = None
    problems: list[str] = field(default_factory=list)
    same: bool = False


@dataclass(frozen=True)
class Brought:
    """What came of a whole table. `kept` is whether anything was."""

    rows: Sequence[Tried]
    kept: bool

    @property
    def spoiled(self) -> list[Tried]:
        """Rows with something to mend."""
        return [row for row in self.rows if row.problems]

    @property
    def already(self) -> bool:
        """Every row has been made before, as it stands: somebody pressed the button twice."""
        return bool(self.rows) and all(row.same for row in self.rows)


@command
def bring_in_posts(*, by: Actor, uploading: Uploading, rows: Sequence[Wanted], send_in: bool, keep: bool) -> Brought:
    """Make every post of a table, or none where a row has something to mend. Without `keep` it is only tried, and taken back.

    A school’s lead may have them sent in as well (`send_in`); what staff write stays a draft, of which the school is told.
    """
    allow(by, "placement.upload-posts", uploading)
    schools = {one.hosting.school.urn: one.hosting for one in rows if one.hosting}
    # Whoever sends the same table at the same moment waits here, and then finds its posts there.
    list(School.objects.select_for_update().filter(pk__in=schools).order_by("pk").values_list("pk"))
    standing = {urn: _standing(hosting) for urn, hosting in schools.items()}
    with transaction.atomic():
        seen: dict[tuple[int, str], int] = {}
        tried = [_row(by, one, standing, seen, send_in=send_in) for one in rows]
        kept = keep and not any(row.problems for row in tried)
        if kept:
            _tell(by, [row.post for row in tried if row.post], uploading)
        else:
            transaction.set_rollback(True)
    record(by, "placement.upload-posts", uploading.cohort, reason="made" if kept else "rehearsed")
    return Brought(tried, kept)


def _standing(hosting: Hosting) -> Mapping[str, Post]:
    """The posts of a school in a cohort that are not over, by title."""
    found = Post.objects.filter(cohort=hosting.cohort, school__in=hosts.with_former([hosting.school.urn]), state__in=STANDING)
    return {post.title.casefold(): post for post in found}


def _row(by: Actor, one: Wanted, standing: Mapping[int, Mapping[str, Post]], seen: dict[tuple[int, str], int], *, send_in: bool) -> Tried:
    made, title = Tried(one), one.title.casefold()
    found = dict(one.wrong)
    if one.hosting and title:
        before = seen.setdefault((one.hosting.school.urn, title), one.number)
        there = standing[one.hosting.school.urn].get(title)
        if before != one.number:
            found["title"] = f"The same post stands in row {before}."
        elif there is not None:
            found["title"], made.same = THERE, _same(there, one)
    problems = {name: [sentence] for name, sentence in found.items()}
    if one.hosting:
        # Also where something is wrong already: all that there is to mend is told at once.
        problems = _made(by, one.hosting, made, send_in=send_in and not problems) | problems
    made.problems = [_sentence(name, said) for name in sorted(problems, key=_place) for said in problems[name]]
    return made


def _place(name: str) -> int:
    return list(COLUMNS).index(name) if name in COLUMNS else -1


def _made(by: Actor, hosting: Hosting, made: Tried, *, send_in: bool) -> dict[str, list[str]]:
    """Make the post of a row; what its commands refuse, by field."""
    write = commands.write_post if allows(by, "placement.write-post", hosting) else commands.write_post_for
    try:
        made.post = write(by=by, hosting=hosting, values=made.wanted.values)
        if send_in and write is commands.write_post:
            commands.submit_post(by=by, post=made.post)
    except BadInput as error:
        return {name: list(sentences) for name, sentences in error.fields.items()} or {"": [error.sentence]}
    except (NotNow, NotAllowed) as error:
        return {"": [error.sentence]}
    return {}


def _same(there: Post, one: Wanted) -> bool:
    try:
        values = checked(one.values, there.cohort)
    except BadInput:
        return False
    return all(getattr(there, name) == value for name, value in values.items())


def _sentence(name: str, said: str) -> str:
    words = said if said.endswith((".", "?")) else f"{said}."
    return f"{COLUMNS[name]}: {words}" if name in COLUMNS else words


def _tell(by: Actor, made: Sequence[Post], uploading: Uploading) -> None:
    """Each school that staff wrote posts for is told once."""
    own = {school.urn for school in uploading.schools}
    for urn in sorted({post.school_id for post in made} - own):
        theirs = [post for post in made if post.school_id == urn]
        letters.to_school(
            by=by, post=theirs[0], kind="posts_written", path=reverse("placement:our-posts"), cohort=uploading.cohort,
            titles=[post.title for post in theirs],
        )  # fmt: skip
