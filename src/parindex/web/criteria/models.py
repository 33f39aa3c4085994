"""Criteria sets as they were issued: the bytes of the file, never changed."""

from __future__ import annotations

from django.db import models


class StoredCriteriaSet(models.Model):
    """One revision of a criteria set, immutable: a correction is a new revision.

    Attributes:
        set_id: Id of the set (``province-2022``).
        file: Bytes of the criteria file; ``sha256`` is their hash.
        file_name: How the file is cited in derivations.
    """

    set_id = models.SlugField(max_length=120)
    revision = models.TextField()
    sha256 = models.CharField(max_length=64, unique=True)
    file = models.BinaryField()
    file_name = models.TextField()
    title_vi = models.TextField()
    title_en = models.TextField(blank=True)
    edition = models.TextField(blank=True)
    decision_number = models.TextField(blank=True)
    decision_date = models.TextField(blank=True)
    issuer = models.TextField(blank=True)
    is_demonstration = models.BooleanField(default=False)

    class Meta:
        """Sets by id, revisions by their order of arrival."""

        ordering = ("set_id", "id")
        constraints = (models.UniqueConstraint(fields=("set_id", "revision"), name="one_file_per_revision"),)

    def __str__(self) -> str:
        return f"{self.set_id} {self.revision}"


class StoredNode(models.Model):
    """A domain, criterion or sub-criterion of a stored set, so that it can be searched without reading the file."""

    criteria_set = models.ForeignKey(StoredCriteriaSet, on_delete=models.CASCADE, related_name="nodes")
    position = models.PositiveIntegerField()
    code = models.TextField()
    title_vi = models.TextField()
    title_en = models.TextField(blank=True)
    is_leaf = models.BooleanField()
    search = models.TextField()

    class Meta:
        """Nodes in the order of the file."""

        ordering = ("criteria_set_id", "position")
        constraints = (models.UniqueConstraint(fields=("criteria_set", "code"), name="one_node_per_code"),)

    def __str__(self) -> str:
        return self.code
