"""``load_demonstration``: the real cases and the demonstration province, loaded once."""

from __future__ import annotations

from django.core.management.base import BaseCommand
from django.utils.translation import gettext

from parindex.web.publications.loading import load_demonstration, load_real


class Command(BaseCommand):
    """Load what comes with the program; what is there already stays as it is."""

    help = "Load the real published results and the demonstration province."

    def handle(self, *args: object, **options: object) -> None:
        """Run the load."""
        del args, options
        self.stdout.write(gettext("Loading the published results that are real…"))
        load_real()
        self.stdout.write(gettext("Loading the demonstration province…"))
        load_demonstration()
