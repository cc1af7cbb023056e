"""Which column holds what, from contents first and header second, in any language."""
