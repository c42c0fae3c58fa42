"""Prints the speed tables one after another: `python -m benchmarks [NAME …]`; without a name, all of them."""

import argparse
import runpy
import sys
from pathlib import Path

HERE = Path(__file__).parent
NOT_SPEED = {
    "__init__",
    "__main__",
    "installation",
    "lived",
    "measurement",
    "telegram_mill",
    "world",
}  # figures of quality, and what they are made in


def main() -> None:
    """Run the named benchmarks."""
    names = sorted(path.stem for path in HERE.glob("*.py") if path.stem not in NOT_SPEED)
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("name", nargs="*", help=f"one of {', '.join(names)}")
    chosen = parser.parse_args().name or names
    if unknown := set(chosen) - set(names):
        parser.error(f"there is no {', '.join(sorted(unknown))}; choose from {', '.join(names)}")
    for name in chosen:
        sys.stdout.write(f"\n== {name}\n")
        sys.stdout.flush()
        sys.argv = [name]
        runpy.run_module(f"benchmarks.{name}", run_name="__main__")


if __name__ == "__main__":
    main()
