"""What a text means, as numbers: a ground under the shelves that knows nothing of what they hold."""
