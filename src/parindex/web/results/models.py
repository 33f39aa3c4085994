"""Results as the engine gave them: exact, with their derivations and with what they were computed from."""

from __future__ import annotations

from django.db import models


class ResultSet(models.Model):
    """What one evaluation gave: one criteria set, one owner, one year, any number of blocks. Never changed.

    Attributes:
        owner: The authority that scores.
        answers: Canonical bytes of all answer sheets; ``answers_sha256`` is their hash.
        result_sha256: Hash over the documents of all units, in order.
    """

    criteria_set = models.ForeignKey("criteria.StoredCriteriaSet", on_delete=models.PROTECT, related_name="results")
    owner = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="owned_results")
    year = models.PositiveSmallIntegerField()
    engine = models.TextField()
    answers = models.BinaryField()
    answers_sha256 = models.CharField(max_length=64)
    result_sha256 = models.CharField(max_length=64)

    class Meta:
        """The same evaluation is stored once."""

        ordering = ("-year", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("criteria_set", "owner", "year", "engine", "answers_sha256"), name="one_result_per_evaluation"
            ),
        )

    def __str__(self) -> str:
        return f"{self.owner_id} {self.year} {self.criteria_set_id}"


class UnitFigures(models.Model):
    """All figures of one unit, with its place in its block.

    Numbers are exact text (``"786/535"``); ``percent_sort`` is the percent cut at twelve decimals, as a whole number,
    for databases that must sort; places are already decided and stand in ``position``.

    Attributes:
        name: The unit's name in that year.
        position: Place in the listing of the block, ranked units first.
        figures: Key → figure, the engine's canonical JSON; every key of the criteria set, in its order.
        losses: The points lost per leaf, as JSON.
        rounds: Points of the appraised part after each round, as JSON.
    """

    result_set = models.ForeignKey(ResultSet, on_delete=models.PROTECT, related_name="units")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="figures")
    name = models.TextField()
    block = models.TextField()
    position = models.PositiveIntegerField()
    value = models.TextField(null=True)  # noqa: DJ001  a value that is not known is no empty text
    maximum = models.TextField()
    percent = models.TextField(null=True)  # noqa: DJ001  as value
    percent_sort = models.BigIntegerField(null=True)
    rank = models.PositiveIntegerField(null=True)
    is_tied = models.BooleanField(default=False)
    decided_by = models.TextField(blank=True)
    unranked_reason = models.CharField(max_length=40, blank=True)
    unranked_said = models.TextField(blank=True)
    grade = models.TextField(blank=True)
    figures = models.TextField()
    losses = models.TextField()
    rounds = models.TextField()

    class Meta:
        """Units in the order of the ranking of their block."""

        ordering = ("result_set_id", "block", "position")
        constraints = (models.UniqueConstraint(fields=("result_set", "unit"), name="one_result_per_unit"),)

    def __str__(self) -> str:
        return self.name


class BlockFigures(models.Model):
    """Figures of a block as a whole (mean, gap, counts), and of each domain; JSON as in :class:`UnitFigures`."""

    result_set = models.ForeignKey(ResultSet, on_delete=models.PROTECT, related_name="blocks")
    block = models.TextField()
    figures = models.TextField()

    class Meta:
        """One document per block."""

        constraints = (models.UniqueConstraint(fields=("result_set", "block"), name="one_document_per_block"),)

    def __str__(self) -> str:
        return self.block


class UnitChange(models.Model):
    """What moved in a unit between two cycles, decomposed by the engine; ``document`` is JSON."""

    old = models.ForeignKey(UnitFigures, on_delete=models.PROTECT, related_name="changes_after")
    new = models.ForeignKey(UnitFigures, on_delete=models.PROTECT, related_name="changes_before")
    rank_move = models.IntegerField(null=True)
    percentage_points = models.TextField(null=True)  # noqa: DJ001  not known is no empty text
    document = models.TextField()

    class Meta:
        """Two results are compared once."""

        constraints = (models.UniqueConstraint(fields=("old", "new"), name="one_change_per_pair"),)

    def __str__(self) -> str:
        return f"{self.old_id} {self.new_id}"
