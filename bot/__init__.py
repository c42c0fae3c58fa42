"""The Telegram door: speaks with teachers and leads, and is the only importer of `telegram`."""
