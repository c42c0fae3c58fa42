"""Keeps people safe: redacts what could point to somebody and hears the messages that need a human at once.

Everything works offline and on one text alone; nothing is stored or logged here.
"""
