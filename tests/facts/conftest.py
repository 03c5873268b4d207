"""Facts made of a few lines of YAML over the shipped words, licences and definitions."""

import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from termcheck.facts import Facts, load_facts

GLOSSARY = Path(__file__).parents[2] / "glossary"


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("TERMCHECK_CACHE_DIR", str(folder))
    return folder


@pytest.fixture(scope="session")
def shipped() -> list[Path]:
    return [GLOSSARY / "kinds", GLOSSARY / "licences", GLOSSARY / "definitions"]


@pytest.fixture
def facts_of(tmp_path: Path, shipped: list[Path]) -> Callable[..., Facts]:
    """Return facts of YAML texts, each a file over the ones before it."""

    def make(*texts: str, over: list[Path] | None = None) -> Facts:
        paths = []
        for number, text in enumerate(texts):
            path = tmp_path / f"facts{number}.yml"
            path.write_text(textwrap.dedent(text), encoding="utf-8")
            paths.append(path)
        return load_facts(kinds=shipped if over is None else over, subjects=paths)

    return make


MODELS = """
subjects:
- id: llama-3.1
  name: Llama 3.1
  kind: model
  licence: LicenseRef-Llama-3.1-Community
  from: licence
  pages:
    licence: https://example.org/llama/licence
    readme: {url: "https://example.org/llama/readme", verified: 2026-11-02}
  verified: 2026-11-01
  components:
    weights: {availability: gated, basis: producer, url: "https://example.org/llama"}
    inference-code: {availability: public, licence: LicenseRef-Llama-3.1-Community, from: readme}
    training-code: {availability: not-found, from: readme}
    training-data: {availability: withheld, from: readme, quote: We do not release our data.}
    data-information: not-found
- id: olmo-2
  name: OLMo 2
  kind: model
  licence: Apache-2.0
  basis: producer
  components:
    weights: {availability: public, basis: producer}
    inference-code: {availability: public, basis: producer}
    training-code: {availability: public, basis: producer}
    training-data: {availability: public, licence: ODC-By-1.0, basis: producer}
- id: mixtral-8x7b
  name: Mixtral 8x7B
  kind: model
  licence: Apache-2.0
  basis: producer
  components:
    weights: {availability: public, basis: producer}
    inference-code: {availability: public, basis: producer}
    model-card: {availability: public, basis: producer}
    training-code: {availability: withheld, basis: secondary}
    training-data: {availability: withheld, basis: secondary}
    data-information: {availability: withheld, basis: secondary}
- id: bloom
  name: BLOOM
  kind: model
  licence: LicenseRef-BigScience-RAIL-1.0
  basis: producer
  components:
    weights: public
    inference-code: {availability: public, licence: Apache-2.0}
    training-code: {availability: public, licence: Apache-2.0}
    training-data: described
    model-card: public
- id: gpt-4
  name: GPT-4
  kind: model
  licence: LicenseRef-Proprietary
  components:
    weights: service
    inference-code: withheld
    training-code: withheld
    training-data: withheld
    data-information: withheld
- id: hunyuan
  name: Hunyuan
  kind: model
  licence: LicenseRef-Tencent-Hunyuan-Community
  components: {weights: public, inference-code: public}
- id: deberta
  name: DeBERTa
  kind: model
  licence: MIT
  components:
    {weights: public, inference-code: public, training-code: public, training-data: described}
- id: moshi
  name: Moshi
  kind: model
  licence: CC-BY-4.0
  components:
    weights: public
    inference-code: {availability: public, licence: MIT}
    training-code: {availability: public, licence: MIT}
    data-information: public
- id: nobody
  name: Nobody
  kind: model
- id: vllm
  name: vLLM
  kind: software
  licence: Apache-2.0
"""


@pytest.fixture(scope="session")
def models(tmp_path_factory: pytest.TempPathFactory, shipped: list[Path]) -> Facts:
    path = tmp_path_factory.mktemp("models") / "models.yml"
    path.write_text(MODELS, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TERMCHECK_CACHE_DIR", "")
        return load_facts(kinds=shipped, subjects=[path])


@pytest.fixture(scope="session")
def promises() -> Facts:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TERMCHECK_CACHE_DIR", "")
        return load_facts(subjects=[GLOSSARY / "examples" / "promises"])
