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
    # Modules and glossaries stay: looking for garbage among them is a twentieth of the start.
    gc.set_threshold(20_000)
    from termcheck.cli import run

    code = run()
    # Before it ends, Python looks through all there is: a tenth of a second on a glossary.
    gc.freeze()
    sys.exit(code)


if __name__ == "__main__":
    main()
