"""The form by which a candidate puts posts in order: a box for a number at each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms

from difference.programme.placement.models import Post
from difference.web.forms.form import Form
from difference.web.forms.look import Look


def _listed(numbers: Sequence[int]) -> str:
    words = [str(number) for number in numbers]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


class RankPostsForm(Form):
    """A number for each post that is wanted, 1 the best, without gaps; an empty box is a post that is not wanted."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    mark_optional = False

    def __init__(self, *args: Any, posts: Sequence[Post], order: Sequence[str] = (), beyond: Sequence[Post] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = {key: number for number, key in enumerate(order, 1)}
        self.posts = {str(post.pk): post for post in posts}
        self.beyond = beyond
        self.looks = {key: Look(width=3) for key in self.posts}  # type: ignore[misc]
        for key, post in self.posts.items():
            most = len(self.posts)
            self.fields[key] = forms.IntegerField(
                required=False, min_value=1, max_value=most, initial=places.get(key), label=f"Your number for {post.title}, {post.school.name}",
                error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), f"Enter a whole number from 1 to {most}, or leave it empty"),
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Each number once, and none left out."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        numbers = {key: cleaned[key] for key in self.posts if cleaned.get(key)}
        used = sorted(numbers.values())
        # Somebody who narrowed their reach on another page meanwhile: no number is dropped unsaid.
        for post in self.beyond:
            if self.data.get(str(post.pk)):
                self.add_error(None, f"“{post.title}” lies beyond what you now say is within your reach. Widen that, or leave it out")
        for key, number in numbers.items():
            if used.count(number) > 1:
                self.add_error(key, f"{number} stands at more than one post. Give each post a number of its own: you cannot like two equally here")
        if not self.errors and used:
            missing = sorted(set(range(1, used[-1] + 1)) - set(used))
            if missing:
                sentence = f"Your numbers go up to {used[-1]}, but no post has {_listed(missing)}. Count on from 1 without a gap"
                self.add_error(next(key for key, number in numbers.items() if number == used[-1]), sentence)
        return cleaned

    def rows(self) -> list[tuple[Post, Any]]:
        """Each post with its box."""
        return [(post, self[key]) for key, post in self.posts.items()]

    def order(self) -> list[UUID]:
        """The posts in order, the best first."""
        numbered = [(self.cleaned_data[key], key) for key in self.posts if self.cleaned_data.get(key)]
        return [UUID(key) for _, key in sorted(numbered)]
