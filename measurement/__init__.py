"""What numbers may say about a team: from sums to levels, words and pictures. Knows no people or answers."""
