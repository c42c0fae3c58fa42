"""The browser door: health, readiness and, later, the coach's pages."""
