"""What readers are told about checks, looked up when somebody asks: few formats do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from termcheck.core.report import CheckHelp


class CheckHelps(Mapping[str, CheckHelp]):
    """The help of some checks, by id. Nearly every module hangs on the checks, so they wait."""

    def __init__(self, names: Iterable[str]) -> None:
        """Take ids; one that no check has is left out when it is asked for."""
        self._names = tuple(dict.fromkeys(names))

    def __getitem__(self, name: str) -> CheckHelp:
        """Return the help of a check. Raises `KeyError` if it is not among them."""
        if name not in self._names:
            raise KeyError(name)
        from termcheck.checks.registry import BY_ID

        check = BY_ID[name]
        return CheckHelp(name, check.summary, check.why)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)
