"""The table of domains, made from kept pages in steps."""

import itertools

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from leakverify.engine import domain_table
from leakverify.engine.store import RowStore
from leakverify.facts.batch import Batch
from leakverify.limits import MAX_DOMAINS_A_FRAME
from leakverify.model.look_up import DomainKind, Risk, is_domain
from leakverify.model.messages import AskDomains
from leakverify.model.terms import Role


def store_of(*pages):
    kept, start = RowStore(1 << 30), 1
    for columns in pages:
        frame = pd.DataFrame({k: pd.Series(v, dtype="str") for k, v in columns.items()})
        kept.append(Batch(frame, start))
        start += len(frame)
    return kept


def told(store, roles=(Role.EMAIL,), token=4):
    return [part for part in domain_table.steps(store, roles, AskDomains(token)) if part]


def test_rows_and_addresses_are_summed_over_subdomains_case_and_pages():
    store = store_of(
        {"mail": ["a@Bakery.fr", "b@shop.bakery.fr", None, ""]},
        {"mail": ["A@bakery.fr ", "c@gmail.com", "nobody", "x@localhost", "y@a b.fr"]},
    )
    (table,) = told(store)
    assert (table.token, table.more, table.left_out) == (4, False, 0)
    assert (table.total_rows, table.distinct, table.no_domain) == (7, 6, 3)
    bakery, gmail = table.rows
    assert (bakery.domain, bakery.rows, bakery.addresses) == ("bakery.fr", 3, 2)
    assert bakery.risks == (Risk.RARE,)
    assert (gmail.domain, gmail.kind, gmail.risks) == ("gmail.com", DomainKind.PROVIDER, ())


def test_all_columns_of_addresses_count_and_no_other():
    store = store_of({"one": ["a@one.fr"], "two": ["a@two.fr"], "three": ["a@one.fr"]})
    (table,) = told(store, (Role.EMAIL, Role.FREE_TEXT, Role.EMAIL))
    assert [(d.domain, d.rows, d.addresses) for d in table.rows] == [("one.fr", 2, 1)]
    (none,) = told(store, (Role.FREE_TEXT,) * 3)
    assert (none.rows, none.total_rows, none.more) == ((), 0, False)


def test_a_long_table_comes_in_parts_with_steps_between():
    count = MAX_DOMAINS_A_FRAME * 2 + 1
    store = store_of({"mail": [f"x@d{i}.fr" for i in range(count)]})
    parts = list(domain_table.steps(store, (Role.EMAIL,), AskDomains(1)))
    tables = [part for part in parts if part]
    assert parts.count(None) > count // 1_000
    assert all(len(table.rows) <= MAX_DOMAINS_A_FRAME for table in tables)
    assert [table.more for table in tables] == [True] * (len(tables) - 1) + [False]
    assert len({d.domain for table in tables for d in table.rows}) == count


def test_the_rarest_beyond_the_limits_are_counted_and_left_out(monkeypatch):
    monkeypatch.setattr(domain_table, "MAX_DOMAINS", 2)
    store = store_of({"mail": ["a@b.fr", "a@c.fr", "b@c.fr", "a@a.fr", "a@d.fr"]})
    (table,) = told(store)
    assert [d.domain for d in table.rows] == ["c.fr", "a.fr"]
    assert table.left_out == 2


def test_only_names_that_may_be_asked_for_are_told():
    odd = ["a@\x00.fr", "a@b@c.fr", "a@" + "x" * 70 + ".fr", "a@münchen.de", "a@..", "a@x.yy.", "@"]
    (table,) = told(store_of({"mail": odd}))
    names = {d.domain: d for d in table.rows}
    assert set(names) == {"c.fr", "xn--mnchen-3ya.de", "x.yy"}
    assert names["xn--mnchen-3ya.de"].shown == "münchen.de"
    assert names["x.yy"].kind is DomainKind.NO_SUFFIX
    assert table.no_domain == 4


ADDRESSES = st.one_of(
    st.none(),
    st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20),
    st.builds(
        "{}@{}".format, st.sampled_from("abAB"), st.sampled_from(["A.fr", "x.a.fr", "b.co.uk"])
    ),
)


@settings(max_examples=60)
@given(st.lists(ADDRESSES, min_size=1, max_size=30), st.lists(st.integers(0, 30), max_size=4))
def test_every_cut_into_pages_gives_the_same_table_and_no_text_raises(cells, cuts):
    places = sorted({0, len(cells), *(cut for cut in cuts if cut < len(cells))})
    pages = [{"m": cells[a:b]} for a, b in itertools.pairwise(places)]
    (whole,) = told(store_of({"m": cells}))
    assert told(store_of(*pages)) == [whole]
    assert all(is_domain(d.domain) for d in whole.rows)
    assert sum(d.rows for d in whole.rows) + whole.no_domain == whole.total_rows
    assert sum(d.addresses for d in whole.rows) <= whole.distinct
    filled = [c.strip().lower() for c in cells if c and c.strip()]
    assert whole.total_rows == len(filled)
    if all(cell.isascii() for cell in filled):
        assert whole.distinct == len(set(filled))
