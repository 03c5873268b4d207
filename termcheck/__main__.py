"""`python -m termcheck`, and the `termcheck` command."""

from __future__ import annotations

import sys

if __name__ == "__main__" and not sys.flags.safe_path and sys.path:
    # `python -m` looks in the working directory first, which is that of the files to be checked.
    # The package itself has been found by now.
    del sys.path[0]


def main() -> None:
    """Run the command line and exit."""
    from termcheck.cli import run

    sys.exit(run())


if __name__ == "__main__":
    main()
