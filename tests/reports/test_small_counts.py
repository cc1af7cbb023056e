"""No count of 1-4 can be read, or computed from what is printed; the attacker here tries every set of numbers that fits."""

from hypothesis import given, settings
from hypothesis import strategies as st

from leakverify.model.look_up import DomainKind, MailStatus
from leakverify.model.looked_up import DomainCounts, KindCount, LookUpInfo
from leakverify.reports import mail_numbers, small_counts
from leakverify.reports.small_counts import Counts, Sum

SUM = (Sum("all", ("a", "b", "c")),)


def table(*values):
    names = "abcdefgh"[: len(values)]
    return Counts(
        dict(zip(names, values, strict=True)) | {"all": sum(values)}, (Sum("all", tuple(names)),)
    )


def is_hidden_well(name, counts, kept_back):
    """Whether some set of numbers prints alike and has another value here: every one is tried, the nearest first."""
    true = counts.values
    ranges = {n: range(1, 5) if true[n] < 5 else range(5, true[n] + 9) for n in kept_back}
    ranges |= {n: range(v, v + 1) for n, v in true.items() if n not in kept_back}
    ranges[name] = [v for v in ranges[name] if v != true[name]]
    order, near = [name], {name}
    while True:  # what stands in a sum with what is chosen already comes next
        near |= {n for s in counts.sums if near & {s.whole, *s.parts} for n in (s.whole, *s.parts)}
        new = [n for n in sorted(near & kept_back) if n not in order]
        if not new:
            break
        order += new
    order += sorted(kept_back - {*order})

    def could(values):
        def low(n):
            return values.get(n, ranges[n][0])

        def high(n):
            return values.get(n, ranges[n][-1])

        return all(
            sum(map(low, s.parts)) <= high(s.whole) and sum(map(high, s.parts)) >= low(s.whole)
            for s in counts.sums
        ) and all(low(x) <= high(y) for x, y in counts.at_most)

    def walk(values, left):
        if not could(values):
            return False
        if not left:
            return True
        nearest = sorted(ranges[left[0]], key=lambda v: abs(v - true[left[0]]))
        return any(walk(values | {left[0]: v}, left[1:]) for v in nearest)

    return walk({}, order)


def test_a_lone_small_count_takes_the_smallest_large_one_with_it():
    assert small_counts.hidden(table(2, 40, 9)) == {"a", "c"}
    assert small_counts.hidden(table(2, 3, 9)) == {"a", "b"}
    assert small_counts.hidden(table(7, 40, 9)) == frozenset()


def test_a_count_at_the_edge_protects_nothing():
    assert small_counts.hidden(table(1, 5, 9)) == {"a", "c"}  # 1 + 5 could not be split otherwise


def test_where_nothing_protects_everything_is_left_out():
    assert small_counts.hidden(Counts({"a": 4, "b": 4, "all": 8}, SUM[:0])) == {"a", "b"}
    counts = Counts({"a": 4, "b": 4, "all": 8}, (Sum("all", ("a", "b")),), known=frozenset({"all"}))
    assert small_counts.hidden(counts) is None


@settings(max_examples=150, deadline=None)
@given(st.lists(st.integers(0, 11), min_size=1, max_size=6))
def test_no_part_of_a_sum_can_be_computed(values):
    counts = table(*values)
    kept_back = small_counts.hidden(counts)
    if kept_back is None:
        return
    small = {n for n, v in counts.values.items() if 0 < v < 5}
    assert small <= kept_back
    assert all(is_hidden_well(n, counts, kept_back) for n in small)


KINDS = st.dictionaries(
    st.sampled_from(list(DomainKind)[:3]),
    st.tuples(st.integers(1, 8), st.integers(0, 6), st.integers(0, 6)).map(
        lambda t: KindCount(t[0], t[0] + t[1], t[0] + t[1] + t[2])
    ),
    max_size=3,
)


@st.composite
def sections(draw):
    kinds = draw(KINDS)
    no_domain = draw(st.integers(0, 6))
    counts = DomainCounts(kinds, no_domain=no_domain)
    counts = DomainCounts(kinds, counts.total.rows + no_domain, no_domain)
    listed = draw(st.integers(0, counts.total.domains))
    if not draw(st.booleans()):
        return counts, None
    first = draw(st.integers(0, listed))
    statuses = {"takes_mail": first, "no_domain": listed - first}
    told = {k: v for k, v in statuses.items() if v}
    return counts, LookUpInfo((), "", "", "a" * 64, "b" * 64, listed, 0, 9, told)


def printed(shown):
    """Every printed count by the name that the protection uses."""
    out = {f"{c}:total": getattr(shown.total, c) for c in mail_numbers.COLUMNS}
    for kind, cells in (shown.kinds or {}).items():
        out |= {f"{c}:{kind}": getattr(cells, c) for c in mail_numbers.COLUMNS}
    out |= {f"status:{status}": n for status, n in (shown.statuses or {}).items()}
    out |= {"listed": shown.listed, "unlisted": shown.unlisted}
    return out | {"cells:no_domain": shown.no_domain}


@settings(max_examples=120, deadline=None)
@given(sections())
def test_no_small_count_of_the_section_can_be_computed(section):
    domains, look_up = section
    shown = mail_numbers.numbers(domains, look_up, full=False)
    told = printed(shown)
    counts = mail_numbers._counts(
        domains,
        domains.kinds if shown.kinds is not None else {},
        look_up,
        mail_numbers._statuses(look_up) if shown.statuses is not None else {},
    )
    assert not any(isinstance(v, int) and 0 < v < 5 for v in told.values())
    kept_back = {n for n in counts.values if not isinstance(told.get(n, 0), int)}
    if counts.values.get("cells:all", 5) < 5:
        kept_back.add("cells:all")
    small = {n for n in kept_back if told.get(n) == "<5"}
    assert all(is_hidden_well(n, counts, kept_back) for n in small)


@settings(max_examples=60, deadline=None)
@given(sections())
def test_the_full_edition_prints_every_count(section):
    domains, look_up = section
    shown = mail_numbers.numbers(domains, look_up, full=True)
    assert all(isinstance(v, int) for v in printed(shown).values())
    assert shown.total.domains == domains.total.domains


def test_statuses_are_told_where_nothing_is_small():
    domains = DomainCounts({DomainKind.PROVIDER: KindCount(40, 900, 950)}, 960, 10)
    look_up = LookUpInfo((), "", "", "", "", 30, 0, 60, {"takes_mail": 20, "no_domain": 10})
    shown = mail_numbers.numbers(domains, look_up, full=False)
    assert shown.statuses == {MailStatus.TAKES_MAIL: 20, MailStatus.NO_DOMAIN: 10}
    assert shown.unlisted == 10
