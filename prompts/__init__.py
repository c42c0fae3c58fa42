"""What opens a check-in: items, prompts and questions to talk about, and whose turn it is. Stores nothing."""
