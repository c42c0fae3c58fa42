"""The shell door for the operator. Reads no answers and knows nobody by name."""
