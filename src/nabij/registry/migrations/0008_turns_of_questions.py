from django.db import migrations, models
from django.db.models import F
from django.db.models.functions import Cast


def as_they_were_asked(apps, schema_editor):
    """Pairs of lists that were compared before keep the order they had: the strongest first."""
    pairs = apps.get_model("registry", "ChildPair").objects.all()
    pairs.update(turn=Cast(-F("strength"), models.IntegerField()))


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0007_reason_of_a_correction"),
    ]

    operations = [
        migrations.AddField(
            model_name="childpair",
            name="turn",
            field=models.IntegerField(default=0),
        ),
        migrations.RunPython(as_they_were_asked, migrations.RunPython.noop),
    ]
