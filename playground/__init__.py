"""A Telegram of its own on the loopback address, and a made-up school that lives through a term on it."""
