"""What was published: by whom, on what decision, from when; and where its figures are."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Publication(models.Model):
    """One act of publishing results. Never changed: a correction is another publication that supersedes it.

    Attributes:
        slug: Its name in addresses (``bo-noi-vu-2023``).
        authority: Who published; ``authority_name`` is its name at that time.
        published: Day of publication as far as it is known: ``2024-04-17``, ``2024-02``, ``2024`` or empty.
        decision_date: As ``published``.
        decision_remark: Why there is no decision number, where there is none.
        visible_from: The second from which the public sees it.
        correction: What the correction changed and why, where it supersedes another.
        contradictions: Where the source disagrees with itself, as JSON: ``kind``, ``prints`` [``place``, ``text``],
            ``says`` {``vi``, ``en``}.
    """

    class Status(models.TextChoices):
        """How much of the decision is known."""

        OFFICIAL = "official", _("Official")
        PARTIAL = "partial", _("Only a part is known")
        RANKS_ONLY = "ranks_only", _("Ranks only")
        DECISION_MISSING = "decision_missing", _("Decision number missing")

    slug = models.SlugField(max_length=120, unique=True)
    authority = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="publications")
    authority_name = models.CharField(max_length=200)
    authority_name_en = models.CharField(max_length=200, blank=True)
    year = models.PositiveSmallIntegerField()
    title_vi = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300, blank=True)
    published = models.CharField(max_length=10, blank=True)
    decision_number = models.CharField(max_length=80, blank=True)
    decision_date = models.CharField(max_length=10, blank=True)
    decision_remark = models.CharField(max_length=300, blank=True)
    status = models.CharField(max_length=20, choices=Status.choices)
    is_demonstration = models.BooleanField(default=False)
    source_vi = models.TextField(blank=True)
    source_en = models.TextField(blank=True)
    remarks = models.TextField(blank=True)
    visible_from = models.DateTimeField()
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )
    correction = models.TextField(blank=True)
    contradictions = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64)

    class Meta:
        """Newest first; those of an unknown day after those of a known one of the same year."""

        ordering = ("-year", "-published", "slug")
        indexes = (models.Index(fields=("visible_from",), name="publication_visible_from"),)

    def __str__(self) -> str:
        return self.slug


class PublishedBlock(models.Model):
    """One ranking of a publication: a block computed by the engine, or a table as it was printed elsewhere.

    Attributes:
        slug: Its name in addresses, under that of the publication.
        block: Id of the block in its result set.
        kind: What units it holds (``provinces``, ``departments``, ``communes``…), for the filter of the list.
        result_set: Set for a computed block, empty for a printed one, whose rows are :class:`PrintedRow`.
        index: What is ranked: ``par`` or ``sipas``.
        columns: The measures that printed rows carry, as JSON; a computed block may have printed rows beside it.
        units_known: How many units the block has, where the source says it.
        is_complete: Whether every unit of the block is there.
        printed_mean: Mean of the block as printed, and its printed change since the year before.
        source: Where a printed block was taken from.
    """

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="blocks")
    position = models.PositiveSmallIntegerField()
    slug = models.SlugField(max_length=80)
    block = models.CharField(max_length=80)
    kind = models.CharField(max_length=40)
    title_vi = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    result_set = models.ForeignKey("results.ResultSet", on_delete=models.PROTECT, null=True, related_name="published")
    index = models.CharField(max_length=10, default="par")
    columns = models.TextField(blank=True)
    units_known = models.PositiveIntegerField(null=True)
    is_complete = models.BooleanField(default=True)
    printed_mean = models.CharField(max_length=20, blank=True)
    printed_mean_change = models.CharField(max_length=20, blank=True)
    source = models.TextField(blank=True)
    remark_vi = models.TextField(blank=True)
    remark_en = models.TextField(blank=True)

    class Meta:
        """Blocks in the order of the publication."""

        ordering = ("publication_id", "position")
        constraints = (models.UniqueConstraint(fields=("publication", "slug"), name="one_block_per_address"),)

    def __str__(self) -> str:
        return self.slug


class PrintedRow(models.Model):
    """A unit in a table that was printed and cannot be recomputed. Numbers are text as printed; nothing is derived.

    ``values`` is JSON: column → number as printed, absent where nothing was printed.
    """

    block = models.ForeignKey(PublishedBlock, on_delete=models.PROTECT, related_name="rows")
    position = models.PositiveIntegerField()
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="printed")
    name = models.CharField(max_length=200)
    rank = models.PositiveIntegerField(null=True)
    percent = models.CharField(max_length=40, blank=True)
    values = models.TextField(blank=True)
    source = models.TextField(blank=True)
    remark = models.TextField(blank=True)

    class Meta:
        """Rows in the order of the printed table."""

        ordering = ("block_id", "position")
        constraints = (models.UniqueConstraint(fields=("block", "unit"), name="one_row_per_unit"),)

    def __str__(self) -> str:
        return self.name
