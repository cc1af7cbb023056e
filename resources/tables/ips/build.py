"""Builds ips.npz: the country to which each block of IPv4 addresses was registered, to the /24.

Needs: iptocc 3.3.170 (PyPI, MIT or Apache-2.0), which carries the five registries' delegation files.
Run: PYTHONPATH=<checkout> python build.py
"""

from pathlib import Path

import iptocc
import numpy as np

from leakverify.reference.packing import pack_texts, write_table

HERE = Path(__file__).parent


def main() -> None:
    """Write the table."""
    starts, countries, last = [], [], None
    for high in range(256):
        blocks = [f"{high}.{b}.{c}.0" for b in range(256) for c in range(256)]
        for i, country in enumerate(iptocc.country_code(blocks)):
            if (country or "") != last:
                last = country or ""
                starts.append(high * 65536 + i)
                countries.append(last)
    names = sorted(set(countries))
    at = {name: i for i, name in enumerate(names)}
    gaps = np.diff(np.array(starts, dtype=np.uint32), prepend=np.uint32(0)).astype("<u4")
    arrays = {
        "gaps": np.ascontiguousarray(gaps.view(np.uint8).reshape(-1, 4)[:, :3].T),
        "country": np.array([at[c] for c in countries], dtype=np.uint8),
        "names": pack_texts(names),
    }
    write_table(HERE / "ips.npz", arrays)
    print(len(starts), "blocks", len(names), "countries")


if __name__ == "__main__":
    main()
