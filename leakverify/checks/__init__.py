"""One file per check, in families; `leakverify.checks.catalogue.CHECKS` is the explicit list."""
