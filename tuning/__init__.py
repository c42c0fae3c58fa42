"""Tunes the upper layers of the built-in embedding to what is asked of it; nothing of it runs in a school."""
