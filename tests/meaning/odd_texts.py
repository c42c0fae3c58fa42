"""Texts that both embeddings are tried on."""

ODD = [
    "Ik zit altijd in een ander gebouw dan de rest van de sectie, we spreken elkaar nooit.",
    "my colleague checked my tests unasked, gold",
    "Éénmaal per week 10 minuten… super 👍 ﬁjn!",
    "спасибо ありがとう",
    "",
    "ja",
]
