"""Prints the speed tables one after another: `python -m benchmarks [NAME …]`; without a name, all of them.

Each runs in a process of its own, so that what one holds or starts is not measured in the next.
"""

import argparse
import subprocess
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
        subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], cwd=HERE.parent, check=True)


if __name__ == "__main__":
    main()
