"""The model that reads claims: how well it reads, and how it is taught."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from termcheck.config.options import Options
    from termcheck.evaluation.labelled_window import LabelledWindow
    from termcheck.evaluation.reading import SampleReading, WindowReading
    from termcheck.evaluation.sample import Sample
    from termcheck.match.compiled_glossary import Engine


@dataclass(frozen=True, slots=True)
class Model:
    """The model that reads claims, with the glossary it reads them for."""

    prepare: Callable[[], tuple[Engine, Options]]
    """Gives the compiled glossary and the options of a document. Raises `GlossaryError`."""

    def evaluate(self, file: str, form: str = "text", *, errors: bool = False) -> str:
        """Return the score on labelled sentences or windows of a file, as `text` or `json`.

        With `errors` every mention is told that was not read as labelled. Raises `UsageError` for a
        file that cannot be read or is wrong, and `PluginError` if nothing reads claims.
        """
        from termcheck.evaluation.sample import load_labelled
        from termcheck.evaluation.score import score_of
        from termcheck.reporters.evaluation import EVALUATION, Readings

        samples, windows = load_labelled(file)
        readings: Readings = self.window_readings(windows) if windows else self.readings(samples)
        return EVALUATION[form](score_of(readings), readings, errors=errors)

    def readings(self, samples: Sequence[Sample]) -> tuple[SampleReading, ...]:
        """Return what is read at labelled mentions. Raises `PluginError` if nothing can be read."""
        from termcheck.evaluation.reading import read_samples

        return read_samples(samples, *self.prepare())

    def window_readings(self, windows: Sequence[LabelledWindow]) -> tuple[WindowReading, ...]:
        """Return what is read at labelled windows, facts apart; raises as `readings` does."""
        from termcheck.evaluation.reading import read_windows

        return read_windows(windows, *self.prepare())

    def train(
        self,
        files: Sequence[str],
        output: str,
        *,
        base: str | None = None,
        epochs: int = 6,
        seed: int = 0,
        say: Callable[[str], None] = lambda _: None,
    ) -> None:
        """Train a model on files of labelled windows, into the folder `output`.

        `base` is the folder of a small BERT to start from, the packaged one if None; `say` is told
        how far it is. Raises `UsageError` for a file that cannot be read or is wrong, `PluginError`
        without the extra `train`.
        """
        from termcheck.claims.network import load_network
        from termcheck.core.errors import PluginError, UsageError

        try:
            from termcheck.training.train import TrainingOptions, train_reader
        except ImportError as error:
            from termcheck.core.extras import adding

            told = f"training needs {error.name}; {adding('train')}"
            raise PluginError(told) from None
        reader, kinds = self.prepare()[0].reader, load_network().kinds
        options = TrainingOptions(Path(base) if base else None, epochs=epochs, seed=seed)
        try:
            train_reader(
                [Path(file) for file in files],
                Path(output),
                lambda text, context: reader.marks(text, context, kinds),
                kinds,
                options,
                say,
            )
        except ValueError as error:
            raise UsageError(str(error)) from None
        except OSError as error:
            told = f"cannot be read: {error.strerror}"
            raise UsageError(told, path=str(error.filename)) from None
