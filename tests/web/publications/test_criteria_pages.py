from __future__ import annotations

import hashlib
import io
from collections.abc import Callable

import pytest
from django.test import Client

from parindex.engine.criteria.load import load_criteria_set
from parindex.files.intake import find_criteria, open_criteria_set
from parindex.files.xlsx import is_same, read_xlsx
from parindex.files.yaml import read_yaml
from parindex.web.criteria.actions import store_criteria_set
from parindex.web.criteria.crosswalks import successions
from parindex.web.publications.pages.criteria_set import NodeCard
from parindex.web.publications.pages.relations import Sign
from parindex.web.publications.views.criteria import SetPage

pytestmark = pytest.mark.django_db

Shown = Callable[[str], SetPage]


@pytest.fixture
def shown(client: Client) -> Shown:
    """The record of the page at an address."""

    def open_page(address: str) -> SetPage:
        page = client.get(address).context["page"]
        assert isinstance(page, SetPage)
        return page

    return open_page


def card(page: SetPage) -> NodeCard:
    """The rule that a page shows."""
    assert page.node is not None
    return page.node


def test_a_worked_example_opens_the_live_figure_with_the_same_answer(client: Client, shown: Shown) -> None:
    """1.7: 203 in time and 11 late of 214 is what Hà Nội 2023 answered; all in time is nobody's answer."""
    live, invented = card(shown("/criteria/province-2022/1.7")).examples

    assert ("203 đúng hạn; 11 trễ; 214 được giao", "786/535") == (live.answered, str(live.points))
    assert "/results/ha-noi/2023/province-2022/1.7" == live.address
    assert 200 == client.get(live.address).status_code
    assert "" == invented.address


def test_the_rule_is_told_in_words_and_as_a_formula(shown: Shown) -> None:
    """Words first, then the formula, then what a total of 0 and a missing answer mean."""
    rule = card(shown("/criteria/province-2022/1.7"))

    assert rule.told is not None
    assert "Mỗi nhiệm vụ đúng hạn tính 1, nhiệm vụ trễ tính 0,6" in rule.told.rule[0]
    assert ("điểm = 1,5 × (đúng hạn × 1 + trễ × 0,6) ÷ được giao",) == rule.formulas
    assert 1 == len(rule.told.zero_total)


def test_what_was_inferred_is_called_inferred_with_the_reason(shown: Shown) -> None:
    """The weight 0,6 stands in no source; sources.md says what it was inferred from."""
    rule = card(shown("/criteria/province-2022/1.7"))

    assert ["hệ số 0,6 của nhiệm vụ hoàn thành chậm"] == [one.figure for one in rule.inferred]
    assert rule.origin is not None
    assert "III.2.1" == rule.origin.source


def test_a_remainder_is_no_criterion_of_its_own(client: Client) -> None:
    """1.r: five criteria whose single maxima are not public have 6,5 points together, and the page says so."""
    page = client.get("/criteria/province-2022/1.r").content.decode()

    assert "điểm tối đa chung" in page
    assert "Cộng lại là 6,5 điểm" in page


def test_a_branch_shows_what_stands_below_it(shown: Shown) -> None:
    """2.4 has four sub-criteria and no rule of its own."""
    rule = card(shown("/criteria/province-2022/2.4"))

    assert rule.told is None
    assert ["2.4.1", "2.4.2", "2.4.3", "2.4.4"] == [child.code for child in rule.children]


def test_other_editions_are_told_through_the_crosswalk(shown: Shown) -> None:
    """2.4.3 had 1,5 points before; 4.1.5 was not there; the same is told from the older side."""
    rescaled, new = card(shown("/criteria/province-2022/2.4.3")), card(shown("/criteria/province-2022/4.1.5"))
    [before], [nothing] = rescaled.editions, new.editions
    [after] = card(shown("/criteria/province-2020/2.4.3")).editions

    assert (Sign.PERCENT, "3/2") == (before.verdict.sign, str(before.leaves[0][3]))
    assert (Sign.NO, ()) == (nothing.verdict.sign, nothing.leaves)
    assert (Sign.PERCENT, "1", True) == (after.verdict.sign, str(after.leaves[0][3]), after.is_later)


def test_the_tree_opens_where_the_reader_is_and_where_the_search_finds(shown: Shown) -> None:
    """“nhiem vu” finds three items in two domains; the domain of the node shown is open too."""
    tree = shown("/criteria/province-2022/1.7?q=nhiem+vu").tree

    assert ["1.7", "4.1.5", "4.3.4"] == [entry.code for entry in tree.found]
    assert ["1", "4"] == [domain.entry.code for domain in tree.domains if domain.is_open]
    assert [True] == [entry.is_here for domain in tree.domains for entry in domain.below if entry.code == "1.7"]


def test_every_node_of_every_stored_set_has_a_page(client: Client) -> None:
    """Every kind of rule, branch and remainder can be told."""
    for row in client.get("/criteria").context["page"].real:
        for node in open_criteria_set(row.stored.set_id).walk():
            assert 200 == client.get(f"/criteria/{row.stored.set_id}/{node.code}").status_code, node.code


@pytest.mark.parametrize("name", ["province-2022", "department-demo", "commune-demo"])
def test_a_set_is_downloaded_as_it_was_issued_and_as_a_workbook(client: Client, name: str) -> None:
    """The very bytes with the hash that results cite; the workbook holds the same; each hash has its address."""
    issued = find_criteria(name).read_bytes()
    yaml = b"".join(client.get(f"/criteria/{name}.yaml"))
    workbook = b"".join(client.get(f"/criteria/{name}.xlsx"))
    tree, _ = read_yaml(issued, file=name)
    back, problems = read_xlsx(workbook, file=name)

    assert issued == yaml
    assert [] == problems
    assert tree is not None
    assert back is not None
    assert is_same(tree, back)
    for form, content in (("yaml", yaml), ("xlsx", workbook)):
        line = client.get(f"/criteria/{name}.{form}.sha256").content.decode()
        assert f"{hashlib.sha256(content).hexdigest()}  {name}.{form}\n" == line


@pytest.mark.parametrize(
    "address",
    [
        "/criteria/khong-co",
        "/criteria/province-2022/9.9",
        "/criteria/province-2022.csv",
        "/criteria/province-2022?revision=9",
        "/criteria/province-2022?revision=%00",
        "/criteria/province-2022/to/department-demo",
        "/criteria/province-2022/to/province-2020",
        "/criteria/province-2022/to/province-2022",
    ],
)
def test_what_is_not_there_is_not_found(client: Client, address: str) -> None:
    """No set, node, form, revision or crosswalk of that name."""
    assert 404 == client.get(address).status_code


def test_two_sets_stand_side_by_side_as_their_crosswalk_says(client: Client) -> None:
    """province-2020 to province-2022: 12 as they were, 5 with another maximum, 4 new, the rest not comparable."""
    page = client.get("/criteria/province-2020/to/province-2022").context["page"]

    assert [(Sign.YES, 12), (Sign.PERCENT, 5), (Sign.NO, 4), (Sign.NO, 1)] == [
        (verdict.sign, number) for verdict, number in page.counts
    ]


def test_revisions_of_one_set_are_told_apart_change_by_change(client: Client, shown: Shown) -> None:
    """A second revision with another title: both stay readable, the first says that there is a later one."""
    text = find_criteria("published-percent").read_text(encoding="utf-8")
    changed = text.replace('revision: "1"', 'revision: "2"').replace("vi: Chỉ số công bố", "vi: Chỉ số như công bố")
    content = changed.encode()
    tree, _ = read_yaml(content, file="published-percent/criteria.yaml")
    issued, _ = load_criteria_set(tree, file="x", sha256=hashlib.sha256(content).hexdigest())
    assert issued is not None
    store_criteria_set(issued, content)
    page = client.get("/criteria/published-percent/to/published-percent?from=1&to=2").context["page"]

    assert [("1", "đổi tên", "Chỉ số công bố", "Chỉ số như công bố")] == [
        (change.code, change.what, change.before, change.after) for change in page.changes
    ]
    assert any(one.old.set_id == one.new.set_id == "published-percent" for one in successions())
    assert not shown("/criteria/published-percent?revision=1").is_last
    assert shown("/criteria/published-percent").is_last
    assert "?revision=1" in card(shown("/criteria/published-percent/1?revision=1")).node.code + "?revision=1"
    yaml = io.BytesIO(b"".join(client.get("/criteria/published-percent.yaml?revision=1"))).getvalue()
    assert text.encode() == yaml


def test_demonstration_sets_say_so(client: Client) -> None:
    """On their page and in the list."""
    assert "Dữ liệu thử" in client.get("/criteria/department-demo").content.decode()
    page = client.get("/criteria").context["page"]
    assert {"department-demo", "commune-demo"} <= {row.stored.set_id for row in page.demonstration}
