"""The room: what the product does, as plain synchronous functions. No Telegram, HTML or SQL here."""
