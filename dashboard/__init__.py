"""The browser door: health, readiness and, later, the coach's pages. Takes Telegram's webhook as a guest route."""
