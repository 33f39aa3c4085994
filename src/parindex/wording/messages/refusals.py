"""Sentences for what a person may not do now, each with what to do next."""

from __future__ import annotations

from parindex.wording.catalogue import N_

MESSAGES = {
    "publication_frozen": N_(
        "The publication {publication} is frozen and cannot be changed. Prepare a correction that replaces it."
    ),
    "unknown_publication": N_("There is no publication {publication} to be replaced. Check its name."),
    "correction_without_reason": N_("A correction needs a reason: say what is corrected and why."),
    "revision_taken": N_(
        "The set {set} has a revision {revision} already. Give the corrected set a new revision number."
    ),
}
