"""A lottery keeps when ranking was to close for its matching: a later round moves the cohort’s own date."""

from typing import Any

from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def from_cohort(apps: Any, schema_editor: Any) -> None:
    """Until now there was one round a cohort."""
    closes = apps.get_model("cohorts", "Cohort").objects.filter(pk=OuterRef("cohort")).values("ranking_closes_at")
    apps.get_model("placement", "Lottery").objects.update(ranking_closes_at=Subquery(closes))


class Migration(migrations.Migration):
    """The date is taken from the cohort."""

    dependencies = [("placement", "0005_pairs_and_certificates")]

    operations = [
        migrations.AddField("lottery", "ranking_closes_at", models.DateTimeField(null=True)),
        migrations.RunPython(from_cohort, migrations.RunPython.noop),
        migrations.AlterField("lottery", "ranking_closes_at", models.DateTimeField()),
    ]
