"""What is said of a run whose rows were sent to a cluster."""

from leakverify.words.say import ui


def rows_are_sent(address: str) -> str:
    """Before a run, on the command line."""
    return ui("The rows of the sample are sent to the cluster at {address}.").format(
        address=address
    )


def rows_were_sent(address: str) -> str:
    """In the report."""
    return ui(
        "The rows of the sample were sent to a cluster of computers at {address}, where they were checked."
    ).format(address=address)
