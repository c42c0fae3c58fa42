"""The browser door: health, readiness, and the pages of coaches and leads."""
