from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0006_protection_and_pairs"),
    ]

    operations = [
        migrations.AddField(
            model_name="revision",
            name="reason",
            field=models.CharField(blank=True, default="", max_length=300),
            preserve_default=False,
        ),
    ]
