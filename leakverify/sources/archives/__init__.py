"""What packs other files: streams, archives, locks; listed, bounded, pulled, and never unpacked to disk."""
