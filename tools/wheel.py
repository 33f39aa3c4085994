"""A wheel is refused where the parts that set-up makes are not there.

The wheel carries compiled message catalogues and third-party fonts, which git ignores. ``make wheel`` makes them
first; a build without them would install and then fail at the first page or document.
"""

from __future__ import annotations

from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class WholeWheel(BuildHookInterface):  # type: ignore[type-arg]  # the builder's configuration is not used here
    """Checks a standard wheel; an editable installation comes before the parts are made."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, object]) -> None:  # noqa: ARG002  # the builder's form
        """Stop the build where something is missing."""
        if self.target_name == "wheel" and version != "editable":
            package = Path(self.root) / "src/parindex"
            missing = [str(part) for part in needed(package) if not part.exists()]
            if missing:
                raise SystemExit("\n".join(("Run `make wheel`; these are not made yet:", *missing)))


def needed(package: Path) -> list[Path]:
    """Files of the wheel that git does not hold: a compiled catalogue per language, and the manifests of fonts."""
    compiled = [catalogue.with_suffix(".mo") for catalogue in package.rglob("*.po")]
    manifests = ["reports/fonts/MANIFEST.sha256", "web/ui/static/parindex/vendor/MANIFEST.sha256"]
    return sorted(compiled) + [package / manifest for manifest in manifests]
