"""Bonus and penalty points in words."""

from __future__ import annotations

from parindex.wording.derivations import Derivation, Operation


def adjustment_sentence(told: Derivation) -> str:
    """What was added or taken outside the tree, each with its calculation."""
    happened = [one for one in told.operations() if one.result]
    is_bonus = told.kind == "bonus"
    if not happened:
        return told.gettext("no bonus points") if is_bonus else told.gettext("no penalty points")
    parts = [adjusted(told, one) for one in happened]
    ceiling = told.number("ceiling")
    if ceiling is not None and told.figure.value == ceiling:
        parts.append(told.gettext("together at most {ceiling}").format(ceiling=told.plain(ceiling)))
    message = (
        told.gettext("bonus points: {parts} = {points} points")
        if is_bonus
        else told.gettext("penalty points: {parts} = {points} points")
    )
    return message.format(parts="; ".join(parts), points=told.points(told.figure.value))


def adjusted(told: Derivation, one: Operation) -> str:
    """One bonus or penalty: its title, how often, and the points of each."""
    code = one.text("code")
    title = told.names.adjustment(code)
    capped = one.number("capped_at") if "capped_at" in one.details else None
    counted = told.inputs().get(code)
    if one.text("given_outright") == "true" or counted is None:
        said = told.gettext("{title} {points}").format(title=title, points=told.plain(one.result))
    else:
        said = told.gettext("{title} {number} × {each}").format(
            title=title, number=told.plain(counted), each=told.plain(one.number("each"))
        )
    return (
        said
        if capped is None
        else told.gettext("{product}, at most {cap}").format(product=said, cap=told.plain(capped))
    )
