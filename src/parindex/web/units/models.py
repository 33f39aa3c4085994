"""Units: who is scored. A unit is an identity; its names and places are versions; reforms link units with a date."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Unit(models.Model):
    """A body that is scored, or that publishes scores: identity only.

    ``key`` ties everything together (``ha-noi``) and never changes. A registered unit belongs to the public register
    of administrative units; the others are shown only once something of them has been published.
    """

    key = models.SlugField(max_length=120, unique=True)
    is_registered = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.key


class UnitVersion(models.Model):
    """What a unit is called, what it is and where it belongs, from one day to another (both included)."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="versions")
    name = models.TextField()
    name_en = models.TextField(blank=True)
    kind = models.CharField(max_length=40)
    block = models.TextField(blank=True)
    parent = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    decision = models.TextField(blank=True)
    search = models.TextField()

    class Meta:
        """Versions of a unit follow each other."""

        ordering = ("unit_id", models.F("valid_from").asc(nulls_first=True))
        constraints = (
            models.UniqueConstraint(fields=("unit", "valid_from"), name="one_version_begins_a_day"),
            models.UniqueConstraint(
                fields=("unit",), condition=models.Q(valid_from__isnull=True), name="one_version_from_the_beginning"
            ),
        )

    def __str__(self) -> str:
        return self.name


class Lineage(models.Model):
    """One event of a reform that made units out of units. Old results never move; this says where they belong now."""

    class Event(models.TextChoices):
        """What happened."""

        MERGE = "merge", _("merged")
        SPLIT = "split", _("split")
        RENAME = "rename", _("renamed")
        DISSOLVE = "dissolve", _("dissolved")
        TRANSFER = "transfer", _("transferred")

    event = models.CharField(max_length=12, choices=Event.choices)
    date = models.DateField()
    decision = models.TextField()
    before = models.ManyToManyField(Unit, related_name="ended_by")
    after = models.ManyToManyField(Unit, related_name="made_by")

    class Meta:
        """Events in their order."""

        ordering = ("date", "id")

    def __str__(self) -> str:
        return f"{self.event} {self.date}"
