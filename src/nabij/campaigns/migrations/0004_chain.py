import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0003_door"),
        ("staff", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="LetterBatch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="letter_batches",
                        to="campaigns.campaign",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "letter batches",
                "ordering": ("campaign", "-pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sent_at", None), ("sent_by", None)),
                            models.Q(("sent_at__isnull", False), ("sent_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="a_sent_batch_says_by_whom",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LetterHead",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reach", models.CharField(max_length=200)),
                (
                    "campaign",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="letter_head",
                        to="campaigns.campaign",
                    ),
                ),
            ],
            options={
                "ordering": ("campaign",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reach", ""), _negated=True), name="a_letter_says_how_to_answer"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LetterText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("language", models.CharField(max_length=10)),
                ("words", models.TextField(max_length=3000)),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="letter_texts",
                        to="campaigns.campaign",
                    ),
                ),
            ],
            options={
                "ordering": ("campaign", "language"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("campaign", "language"), name="a_letter_text_once_a_language"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True), name="a_letter_text_has_words"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LetterTo",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("talked", "Answered: somebody spoke with them"),
                            ("refused", "Does not want to be contacted"),
                            ("returned", "The letter came back: moved or died"),
                        ],
                        max_length=10,
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="letters",
                        to="campaigns.letterbatch",
                    ),
                ),
                (
                    "target",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="letter",
                        to="campaigns.target",
                    ),
                ),
            ],
            options={
                "ordering": ("batch", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_at", None), ("answered_by", None)),
                            models.Q(
                                ("answer__in", ["talked", "refused", "returned"]),
                                ("answered_at__isnull", False),
                                ("answered_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="an_answer_to_a_letter_is_whole",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Mailing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("town", models.CharField(max_length=40)),
                ("name", models.CharField(max_length=100)),
                ("purpose", models.CharField(max_length=300)),
                ("legal_basis", models.CharField(max_length=300)),
                ("sender_name", models.CharField(max_length=80)),
                ("words", models.TextField(max_length=3000)),
                ("from_on", models.DateField()),
                ("until_on", models.DateField()),
                ("made_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("figures", models.JSONField(blank=True, null=True)),
                ("cleaned_at", models.DateTimeField(blank=True, null=True)),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-from_on", "name", "pk"),
                "indexes": [models.Index(fields=["town", "from_on"], name="mailings_of_a_town")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("town", ""), _negated=True),
                            models.Q(("name", ""), _negated=True),
                            models.Q(("purpose", ""), _negated=True),
                            models.Q(("legal_basis", ""), _negated=True),
                            models.Q(("sender_name", ""), _negated=True),
                            models.Q(("words", ""), _negated=True),
                        ),
                        name="a_mailing_says_why_and_what",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until_on__gte", models.F("from_on"))),
                        name="a_mailing_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("cleaned_at", None), ("figures__isnull", False), _connector="OR"),
                        name="a_cleaned_mailing_keeps_its_counts",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Enterprise",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=10)),
                ("name", models.CharField(max_length=200)),
                ("street", models.CharField(blank=True, max_length=150)),
                ("postcode", models.CharField(blank=True, max_length=10)),
                ("municipality", models.CharField(blank=True, max_length=80)),
                ("email", models.CharField(blank=True, max_length=254)),
                ("phone", models.CharField(blank=True, max_length=40)),
                (
                    "mailing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="enterprises",
                        to="campaigns.mailing",
                    ),
                ),
            ],
            options={
                "ordering": ("mailing", "number"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("mailing", "number"), name="an_enterprise_once_in_a_mailing"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.Exact(
                                django.db.models.functions.text.Length("number"), 10
                            ),
                            models.Q(
                                ("number__startswith", "0"), ("number__startswith", "1"), _connector="OR"
                            ),
                        ),
                        name="an_enterprise_number_of_ten_signs",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="an_enterprise_has_a_name"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NextCampaign",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("made_at", models.DateTimeField()),
                (
                    "before",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="goes_on_in",
                        to="campaigns.campaign",
                    ),
                ),
                (
                    "campaign",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="goes_on_from",
                        to="campaigns.campaign",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("before", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("campaign", models.F("before")), _negated=True),
                        name="a_campaign_goes_on_in_another",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="NextTarget",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "after",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="came_from",
                        to="campaigns.target",
                    ),
                ),
                (
                    "target",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="goes_on_as",
                        to="campaigns.target",
                    ),
                ),
            ],
            options={
                "ordering": ("target",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("target", models.F("after")), _negated=True),
                        name="a_target_goes_on_as_another",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RegisterFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("taken", models.PositiveIntegerField()),
                ("refused", models.JSONField(default=list)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "mailing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="campaigns.mailing",
                    ),
                ),
            ],
            options={
                "ordering": ("mailing", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="ShortLaunch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("because", models.CharField(max_length=300)),
                ("minutes_short", models.PositiveIntegerField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "campaign",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="short_launch",
                        to="campaigns.campaign",
                    ),
                ),
            ],
            options={
                "ordering": ("-at", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("because", ""), _negated=True), name="a_short_launch_says_why"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("minutes_short__gt", 0)), name="a_short_launch_lacks_time"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Spot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("town", models.CharField(max_length=40)),
                ("name", models.CharField(max_length=60)),
                ("neighbourhood", models.CharField(blank=True, max_length=20)),
                ("is_open", models.BooleanField(default=True)),
                ("made_at", models.DateTimeField()),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("town", "name", "pk"),
                "constraints": [
                    models.UniqueConstraint(fields=("town", "name"), name="a_spot_once_in_a_town"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name", ""), _negated=True), models.Q(("town", ""), _negated=True)
                        ),
                        name="a_spot_has_a_name_and_a_town",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StreetContact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("people", models.PositiveSmallIntegerField()),
                (
                    "ages",
                    models.CharField(
                        choices=[
                            ("child", "Under 12"),
                            ("teen", "12 to 17"),
                            ("young", "18 to 25"),
                            ("adult", "26 to 64"),
                            ("senior", "65 or over"),
                            ("mixed", "Several ages"),
                        ],
                        max_length=10,
                    ),
                ),
                ("taken_back_at", models.DateTimeField(blank=True, null=True)),
                (
                    "spot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contacts",
                        to="campaigns.spot",
                    ),
                ),
                (
                    "worker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-at", "-pk"),
                "indexes": [
                    models.Index(fields=["spot", "at"], name="contacts_of_a_spot"),
                    models.Index(fields=["worker", "at"], name="contacts_of_a_worker"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("people__range", (1, 30))), name="a_talk_has_one_person_at_least"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ages__in", ["child", "teen", "young", "adult", "senior", "mixed"])
                        ),
                        name="an_age_band_we_know",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ContactTheme",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "theme",
                    models.CharField(
                        choices=[
                            ("home", "Home and family"),
                            ("school", "School"),
                            ("work", "Work"),
                            ("money", "Money"),
                            ("housing", "A place to live"),
                            ("health", "Health"),
                            ("free_time", "Free time"),
                            ("other", "Something else"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="themes",
                        to="campaigns.streetcontact",
                    ),
                ),
            ],
            options={
                "ordering": ("contact", "pk"),
                "constraints": [
                    models.UniqueConstraint(fields=("contact", "theme"), name="a_theme_once_in_a_talk"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "theme__in",
                                [
                                    "home",
                                    "school",
                                    "work",
                                    "money",
                                    "housing",
                                    "health",
                                    "free_time",
                                    "other",
                                ],
                            )
                        ),
                        name="a_street_theme_we_know",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CampaignCost",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("work", "Hours of work"),
                            ("print", "Printing and stamps"),
                            ("other", "Something else"),
                        ],
                        max_length=10,
                    ),
                ),
                ("what", models.CharField(max_length=100)),
                ("hour_hundredths", models.PositiveIntegerField(blank=True, null=True)),
                ("rate_cents", models.PositiveIntegerField(blank=True, null=True)),
                ("cents", models.PositiveIntegerField()),
                ("noted_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="costs",
                        to="campaigns.campaign",
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("campaign", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["work", "print", "other"])),
                        name="a_kind_of_cost_we_know",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("what", ""), _negated=True), name="a_cost_says_for_what"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("hour_hundredths__gt", 0), ("kind", "work"), ("rate_cents__gt", 0)),
                            models.Q(
                                models.Q(("kind", "work"), _negated=True),
                                ("hour_hundredths", None),
                                ("rate_cents", None),
                            ),
                            _connector="OR",
                        ),
                        name="work_costs_hours_times_a_rate",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("cents__range", (1, 100000000))), name="a_cost_is_some_money"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EnterpriseAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("mail", "E-mail"),
                            ("phone", "Telephone"),
                            ("letter", "Letter"),
                            ("web", "Web form"),
                            ("desk", "At the desk"),
                        ],
                        max_length=10,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "enterprise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="campaigns.enterprise",
                    ),
                ),
            ],
            options={
                "ordering": ("enterprise", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("enterprise", "channel"), name="an_enterprise_answers_once_by_a_way"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("channel__in", ["mail", "phone", "letter", "web", "desk"])),
                        name="a_way_of_answering_we_know",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FollowUpTime",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        choices=[
                            ("shopping", "Shopping"),
                            ("meal", "A meal"),
                            ("calls", "A call more often"),
                            ("transport", "Transport"),
                            ("company", "Company"),
                            ("papers", "Help with papers or money"),
                            ("other", "Something else"),
                        ],
                        max_length=12,
                    ),
                ),
                ("minutes", models.PositiveSmallIntegerField()),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="follow_up_times",
                        to="campaigns.campaign",
                    ),
                ),
            ],
            options={
                "ordering": ("campaign", "pk"),
                "constraints": [
                    models.UniqueConstraint(fields=("campaign", "code"), name="one_time_for_a_kind_of_need"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "code__in",
                                ["shopping", "meal", "calls", "transport", "company", "papers", "other"],
                            )
                        ),
                        name="a_timed_need_we_know",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("minutes__range", (1, 2400))),
                        name="follow_up_takes_a_sensible_time",
                    ),
                ],
            },
        ),
    ]
