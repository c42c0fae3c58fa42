"""`python -m playground`."""

from playground.main import main

if __name__ == "__main__":
    raise SystemExit(main())
