"""Every recipe at every dose, in one list."""

from functools import partial
from typing import Final

from leakverify.museum import (
    careful,
    copula,
    inflating,
    padding,
    recycling,
    stitching,
    tampering,
    washing,
)
from leakverify.museum.terms import Recipe

COLUMN_SHARES: Final = (0.15, 0.34, 0.5)
PAD_SHARES: Final = (0.02, 0.05, 0.1, 0.2, 0.3)
FACTORS: Final = (1.2, 2.0, 4.0)
ROW_SHARES: Final = (0.01, 0.05, 0.1, 0.25, 0.5)
TAKEN: Final = (0.3, 0.6, 1.0)

PAD_ROWS: Final = {
    "independent": padding.independent_rows,
    "generator": padding.generator_rows,
    "copula": copula.rows,
    "careful": careful.rows,
}
JITTERS: Final = {
    "amounts": inflating.amounts,
    "letters": inflating.letters,
    "case": inflating.case,
    "dates": inflating.moments,
}
TAMPERS: Final = {
    "number": tampering.any_number,
    "determined": tampering.determined_number,
    "dates": tampering.moments,
    "categories": tampering.categories,
}

RECIPES: Final[tuple[Recipe, ...]] = (
    Recipe("genuine", "washed", 1.0, washing.washed),
    Recipe("stitched", "all", 1.0, stitching.all_columns),
    *(
        Recipe(
            "stitched",
            "joint" if together else "separate",
            share,
            partial(stitching.some_columns, share=share, together=together),
        )
        for share in COLUMN_SHARES
        for together in (True, False)
    ),
    Recipe("stitched", "two-tables", 0.5, stitching.two_tables),
    *(
        Recipe("padded", name, share, partial(padding.padded, share=share, rows=rows))
        for name, rows in PAD_ROWS.items()
        for share in PAD_SHARES
    ),
    *(
        Recipe("inflated", name, factor, partial(inflating.inflated, factor=factor, jitter=jitter))
        for name, jitter in JITTERS.items()
        for factor in FACTORS
    ),
    *(
        Recipe("tampered", name, share, partial(tamper, share=share))
        for name, tamper in TAMPERS.items()
        for share in ROW_SHARES
    ),
    Recipe("tampered", "person", 0.0, tampering.one_person),
    *(
        Recipe("recycled", "with-earlier", share, partial(recycling.recycled, share=share))
        for share in TAKEN
    ),
    Recipe("synthetic", "generator", 1.0, partial(padding.imitation, rows=padding.generator_rows)),
    Recipe("synthetic", "copula", 1.0, partial(padding.imitation, rows=copula.rows)),
    Recipe("synthetic", "careful", 1.0, partial(padding.imitation, rows=careful.rows)),
)
