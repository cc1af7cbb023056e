"""A small plot with logarithmic axes, as SVG."""

import math

WIDTH, HEIGHT, EDGE = 640, 360, 56
INKS = ("#1f5fa8", "#b3541e", "#5b5b5b")


def lines(series):
    """Seconds by rows, a line a name; `series` are lists of (rows, seconds, anything)."""
    points = [point for found in series.values() for point in found]
    across = [math.log10(point[0]) for point in points]
    up = [math.log10(max(point[1], 1e-3)) for point in points]
    left, right, low, high = min(across), max(across), math.floor(min(up)), math.ceil(max(up))

    def place(rows, seconds):
        x = EDGE + (math.log10(rows) - left) / max(right - left, 1) * (WIDTH - 2 * EDGE)
        y = (
            HEIGHT
            - EDGE
            - (math.log10(max(seconds, 1e-3)) - low) / max(high - low, 1) * (HEIGHT - 2 * EDGE)
        )
        return x, y

    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12">',
        "<title>Seconds by rows</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
    ]
    for power in range(low, high + 1):
        _, y = place(10**left, 10.0**power)
        out.append(f'<path d="M{EDGE} {y:.0f}H{WIDTH - EDGE}" stroke="#dddddd"/>')
        out.append(
            f'<text x="{EDGE - 6}" y="{y + 4:.0f}" text-anchor="end">{10.0**power:g} s</text>'
        )
    for rows in sorted({point[0] for point in points}):
        x, _ = place(rows, 1)
        out.append(
            f'<text x="{x:.0f}" y="{HEIGHT - EDGE + 18}" text-anchor="middle">{rows:,} rows</text>'
        )
    for (name, found), ink in zip(series.items(), INKS, strict=False):
        spots = [place(rows, seconds) for rows, seconds, _ in found]
        path = "L".join(f"{x:.1f} {y:.1f}" for x, y in spots)
        x, y = spots[-1]
        out.append(f'<path d="M{path}" fill="none" stroke="{ink}" stroke-width="2"/>')
        out.append(
            f'<text x="{x + 6:.0f}" y="{y - 6:.0f}" text-anchor="end" fill="{ink}">{name}</text>'
        )
    return "\n".join([*out, "</svg>", ""])
