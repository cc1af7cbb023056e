"""What is said where rows cannot be sent to a cluster."""

from typing import Final

from leakverify.words.phrases import N_

CLUSTER_ERRORS: Final = {
    "CLUSTER_ADDRESS": N_(
        "This is no address of a cluster. Write it with numbers, as in dask:tls://10.0.0.5:8786."
    ),
    "CLUSTER_NEEDS_TLS": N_(
        "Rows of the sample leave this computer only encrypted. Use a cluster with TLS and an address that begins with tls://, or one on this computer."
    ),
    "CLUSTER_NOT_BUILT_IN": N_(
        "This build works offline only and cannot send rows to a cluster. Use --engine processes, or the build that can make look-ups."
    ),
    "CLUSTER_NOT_INSTALLED": N_(
        'A cluster needs Dask, which is not installed. Install it with: pip install "leakverify[cluster]"'
    ),
    "CLUSTER_UNREACHABLE": N_(
        "The cluster does not answer at this address, or not in the way that was asked. Check the address, the certificates and that its scheduler runs."
    ),
}
