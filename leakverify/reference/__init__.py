"""Typed access to the bundled tables; each table is loaded when first asked for."""
