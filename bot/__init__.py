"""The Telegram door: speaks with teachers and leads, and is the only importer of `telegram`."""

import os

os.environ.setdefault(
    "PTB_TIMEDELTA", "true"
)  # how long a flood lasts comes as a time span, without a warning
