"""Whoever had ranked a post gets a number there; placements that were confirmed get the moment that the audit knows."""

import secrets

from django.db import migrations


def give_numbers(apps, schema_editor):
    """By chance, as for whoever ranks from now on."""
    Candidacy = apps.get_model("placement", "Candidacy")
    posts = {str(key): key for key in apps.get_model("placement", "Post").objects.values_list("pk", flat=True)}
    people = {}
    for person, wanted in apps.get_model("placement", "CandidateRanking").objects.values_list("person_id", "posts"):
        for post in wanted:
            if post in posts:
                people.setdefault(posts[post], set()).add(person)
    for post, those in people.items():
        numbers = secrets.SystemRandom().sample(range(1, max(99, 2 * len(those)) + 1), len(those))
        Candidacy.objects.bulk_create([Candidacy(post_id=post, person_id=person, number=number) for person, number in zip(those, numbers, strict=True)])


def say_when(apps, schema_editor):
    """A placement that the audit does not know keeps none, and is counted nowhere."""
    Placement = apps.get_model("placement", "Placement")
    confirmed = apps.get_model("audit", "Event").objects.filter(action="placement.confirm", object_type="placement.placement", kind="done")
    for key, moment in confirmed.order_by("at").values_list("object_id", "at"):
        Placement.objects.filter(pk=key, confirmed_at=None).update(confirmed_at=moment)


class Migration(migrations.Migration):

    dependencies = [
        ("audit", "0001_initial"),
        ("placement", "0020_what_schools_know"),
    ]

    operations = [
        migrations.RunPython(give_numbers, migrations.RunPython.noop),
        migrations.RunPython(say_when, migrations.RunPython.noop),
    ]
