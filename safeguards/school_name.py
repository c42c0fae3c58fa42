"""The pattern of a school's own name, for all who look for one: capitals, with small words between them."""

# Bounded, and a hyphen within one word only: with many ways to read "Aa-Aa-Aa-…" a text would take for ever.
CAPITAL = r"(?:[A-ZÀ-ÖØ-ÞŁŞİ0-9'][\w'’&]{0,40}(?:-[\w'’&]+){0,4}|St\.|Sint|'t)"
_LINK = r"(?:aan|an|and|bij|de|den|der|du|en|for|het|in|la|le|of|on|op|te|ten|ter|the|upon|van|voor|&|'t)"
NAME = rf"{CAPITAL}(?: (?:{_LINK}[ -]){{0,2}}{CAPITAL}){{0,4}}"
