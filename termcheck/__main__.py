"""`python -m termcheck`, and the `termcheck` command."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and exit."""
    from termcheck.cli import run

    sys.exit(run())


if __name__ == "__main__":
    main()
