"""The attack suite: made-up schools in the real room, and somebody clever who wants to know."""
