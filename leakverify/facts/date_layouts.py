"""The notations of dates, read off a mask (digits as 9, ASCII letters as a) that thousands of cells share.

A mask fixes where each field stands, so a notation is recognised once per mask and its fields are then cut
out of all cells of that mask at once.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

LONGEST: Final = 48
"""No notation of a date and a time is longer."""

_CLOCK: Final = (
    r"(?P<H>99?)(?:(?::|\.|(?P<hour>a)|(?P<hour2> a ))(?P<M>99)"
    r"(?:(?::|\.|(?P<minute>a))(?P<S>99)(?:(?:[.,:])(?P<F>9{1,9}))?)?)?"
)
_AFTER: Final = r"(?: ?(?P<W>a\.a\.?|a{1,5}))?(?: ?(?P<sign>[+\-])(?P<OH>99):?(?P<OM>99)?)?(?: ?\(?(?P<V>a{1,5})\)?)?"
_JOINT: Final = r"(?:(?P<J>a)|,? {1,2}|, | (?P<K>a{1,4}) |_|-|:)"
_TIME: Final = rf"(?:{_JOINT}{_CLOCK}{_AFTER})?"
_DAY: Final = r"(?:(?P<week>a{2,10})\.?,? )?"
_NAME: Final = r"(?P<N>a{3,12})\.?"

_NOTATIONS: Final = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("ymd", rf"{_DAY}(?P<Y>9999)(?P<s>[-/. ])(?P<m>99?)(?P=s)(?P<d>99?){_TIME}"),
        ("either", rf"{_DAY}(?P<a>99?)(?P<s>[-/.] ?| )(?P<b>99?)(?P=s)(?P<Y>9999|99){_TIME}"),
        (
            "named",
            rf"{_DAY}(?P<d>99?)(?P<th>a{{1,3}})?\.?(?:[-/ .]{{1,2}}|(?P<of> a{{2,3}} )){_NAME}(?:[-/ .,]{{1,2}}|(?P<of2> a{{2,3}} ))(?P<Y>9999|99){_TIME}",
        ),
        ("named", rf"(?P<d>99?)(?P<N>a{{3,9}})(?P<Y>9999|99){_TIME}"),
        (
            "named",
            rf"{_DAY}{_NAME}[-/ ]{{1,2}}(?P<d>99?)(?P<th>a{{2}})?(?:,? |[-/,])(?P<Y>9999){_TIME}",
        ),
        ("named", rf"(?P<Y>9999)[-/ .]{_NAME}[-/ .](?P<d>99?){_TIME}"),
        (
            "named",
            rf"(?P<week>a{{3}}) (?P<N>a{{3}}) {{1,2}}(?P<d>99?) {_CLOCK}(?: (?P<V>a{{1,5}}))? (?P<Y>9999)",
        ),
        ("short", rf"(?P<Y>99)(?P<s>[-/.])(?P<m>99)(?P=s)(?P<d>99){_TIME}"),
        ("month", rf"{_NAME}(?:[-/ ]|(?P<of> a{{2,3}} ))(?P<Y>9999|99)"),
        ("month", r"(?P<m>99)[-/](?P<Y>9999)"),
        ("month", r"(?P<Y>9999)[-/](?P<m>99)"),
        ("month", rf"(?P<Y>9999)[-/ ]{_NAME}"),
        ("compact", r"(?P<Y>9999)(?P<m>99)(?P<d>99)"),
        (
            "compact",
            rf"(?P<Y>9999)(?P<m>99)(?P<d>99)(?:(?P<J>a)|[ _-])?(?P<H>99):?(?P<M>99)(?::?(?P<S>99)(?:\.(?P<F>9{{1,6}}))?)?{_AFTER}",
        ),
        ("either", rf"{_CLOCK}{_AFTER},? (?P<a>99?)(?P<s>[-/.])(?P<b>99?)(?P=s)(?P<Y>9999|99)"),
        ("ymd", rf"{_CLOCK}{_AFTER},? (?P<Y>9999)(?P<s>[-/.])(?P<m>99?)(?P=s)(?P<d>99?)"),
    )
)

_DIRECTIVES: Final = {
    "m": "%m", "d": "%d", "H": "%H", "M": "%M", "S": "%S", "F": "%f", "OM": "", "J": "T",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Span:
    """Where a field stands in the cell."""

    start: int
    end: int

    @property
    def size(self) -> int:
        """How many characters it has."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Layout:
    """One notation in one mask.

    `kind`: `ymd`, `either` (day and month by hint), `named`, `month`, `compact`, `short` (two-digit year first).
    """

    kind: str
    mask: str
    fields: dict[str, Span]

    def has(self, *names: str) -> bool:
        """Whether all these fields are written."""
        return all(name in self.fields for name in names)

    @property
    def loose(self) -> bool:
        """Whether numbers that are no dates are written alike, so that only a date that exists is one."""
        return self.kind in ("month", "compact", "short") or (
            self.kind == "either" and self.fields["Y"].size != 4  # noqa: PLR2004  (digits of a year)
        )

    def as_format(self, *, day_first: bool) -> str:
        """The notation as a strptime format."""
        directive = dict(_DIRECTIVES)
        directive["a"], directive["b"] = ("%d", "%m") if day_first else ("%m", "%d")
        directive["Y"] = "%Y" if self.fields["Y"].size == 4 else "%y"  # noqa: PLR2004  (digits of a year)
        if "N" in self.fields:
            directive["N"] = "%b" if self.fields["N"].size <= 3 else "%B"  # noqa: PLR2004  (Jan or January)
        if "W" in self.fields:
            halves = self.fields["W"].size > 1
            directive["W"] = "%p" if halves else "Z"
            directive["H"] = "%I" if halves else "%H"
        out, at = [], 0
        for name, span in sorted(self.fields.items(), key=lambda item: item[1].start):
            if span.start < at:
                continue
            out.append(self.mask[at : span.start])
            if name == "sign":
                out.append("%z")
                at = max(self.fields[part].end for part in ("OH", "OM") if part in self.fields)
                continue
            out.append(directive.get(name, self.mask[span.start : span.end]))
            at = span.end
        return "".join([*out, self.mask[at:]])


@lru_cache(maxsize=16_384)
def layouts_of(mask: str) -> tuple[Layout, ...]:
    """Every notation that a mask can be read as, the likeliest first.

    >>> [layout.kind for layout in layouts_of("9999-99-99a99:99:99a")]
    ['ymd']
    >>> layouts_of("aaaa 9")
    ()
    """
    if len(mask) > LONGEST:
        return ()
    found = []
    for kind, pattern in _NOTATIONS:
        match = pattern.fullmatch(mask)
        if match is not None:
            fields = {
                name: Span(*match.span(name))
                for name, text in match.groupdict().items()
                if text is not None and name != "s"
            }
            found.append(Layout(kind, mask, fields))
    return tuple(found)
