"""What we know: cards of guidance, found by meaning, and a guide that listens and hands them out."""
