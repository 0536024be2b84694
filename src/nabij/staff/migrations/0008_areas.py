from __future__ import annotations

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def say_whose_area(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """An area that two teams of a town followed stays with the team that was there first; the other keeps the
    neighbourhood as before, without the households that move there being proposed to it.
    """
    covered = apps.get_model("staff", "CoveredNeighbourhood")
    own = covered.objects.filter(team__is_open=True, team__organisation="").select_related("team")
    taken: set[tuple[str, str]] = set()
    for one in own.order_by("team", "pk"):
        area = (one.team.town, one.code)
        if area not in taken:
            covered.objects.filter(pk=one.pk).update(area_of=one.team.town)
        taken.add(area)


class Migration(migrations.Migration):
    dependencies = [("staff", "0007_work_phone")]

    operations = [
        migrations.AddField(
            model_name="coveredneighbourhood",
            name="area_of",
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.RunPython(say_whose_area, migrations.RunPython.noop, elidable=True),
        migrations.AddConstraint(
            model_name="coveredneighbourhood",
            constraint=models.UniqueConstraint(
                condition=~models.Q(area_of=""),
                fields=("area_of", "code"),
                name="one_team_of_the_town_for_an_area",
            ),
        ),
    ]
