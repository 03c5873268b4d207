"""`python -m termcheck`, and the `termcheck` command."""

from __future__ import annotations

import gc
import sys

if __name__ == "__main__" and not sys.flags.safe_path and sys.path:
    # `python -m` looks in the working directory first, which is that of the files to be checked.
    # The package itself has been found by now.
    del sys.path[0]


def main() -> None:
    """Run the command line and exit."""
    from termcheck.cli import run

    code = run()
    # Python looks for garbage in all there is before it ends: a tenth of a second on a glossary.
    gc.freeze()
    sys.exit(code)


if __name__ == "__main__":
    main()
