"""Two checks alone by a loop over the libraries, as anybody would begin; runs in an environment of its own."""

import sys


def main(path):
    """Print how many values the libraries refuse."""
    import pandas as pd
    import phonenumbers
    from email_validator import EmailNotValidError, validate_email

    frame = pd.read_csv(path, dtype=str)
    bad = 0
    for address in frame.email:
        try:
            validate_email(address, check_deliverability=False)
        except EmailNotValidError:
            bad += 1
    for number in frame.phone:
        try:
            bad += not phonenumbers.is_valid_number(phonenumbers.parse(number, "US"))
        except phonenumbers.NumberParseException:
            bad += 1
    print(bad)


if __name__ == "__main__":
    main(sys.argv[1])
