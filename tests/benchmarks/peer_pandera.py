"""Seven hand-written rules in pandera; runs in an environment of its own."""

import sys


def main(path):
    """Print which rows break which rule."""
    import pandas as pd
    import pandera.pandas as pa

    frame = pd.read_csv(path, dtype=str)
    frame["amount"] = pd.to_numeric(frame["amount"], errors="coerce")
    frame["created_at"] = pd.to_datetime(frame["created_at"], errors="coerce")
    rules = pa.DataFrameSchema(
        {
            "id": pa.Column(str, unique=True),
            "name": pa.Column(str, pa.Check.str_length(1, 120)),
            "email": pa.Column(str, pa.Check.str_matches(r"^[^@\s]+@[^@\s.]+\.[^@\s]+$")),
            "phone": pa.Column(str, pa.Check.str_matches(r"^\+1[2-9]\d{9}$")),
            "postcode": pa.Column(str, pa.Check.str_matches(r"^\d{5}$")),
            "country": pa.Column(str, pa.Check.str_length(2, 2)),
            "amount": pa.Column(float, pa.Check.ge(0)),
            "created_at": pa.Column(
                "datetime64[us]", pa.Check.le(pd.Timestamp("2026-11-22")), coerce=True
            ),
        }
    )
    try:
        rules.validate(frame, lazy=True)
        print("ok")
    except pa.errors.SchemaErrors as error:
        print(error.failure_cases.groupby(["column", "check"]).size().to_string())


if __name__ == "__main__":
    main(sys.argv[1])
