"""A voice's style: how Kokoro-82M sounds as one person, in half precision under `voices/neural/`.

A style has a row for every number of symbols from 1 to 510. The first 128 numbers of a row are the throat (timbre), the
last 128 the manner (pace, melody). Files are raw little-endian halves, as the model's makers publish singles.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from packager.errors import EngineUnavailable
from packager.lang.data_folder import voices_folder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ROWS, WIDTH = 510, 256
FOLDER = "neural"
ENDING = ".f16"


def style_file(name: str) -> Path:
    """The file of a style: one of the program's, by its name, or a station's own by its path."""
    return Path(name).expanduser() if name.endswith(ENDING) else voices_folder() / FOLDER / f"{name}{ENDING}"


@cache
def read_style(path: Path) -> NDArray[np.float32]:
    """A style, shape (510, 256). Raises EngineUnavailable for a file that is missing, or is none."""
    import numpy as np

    try:
        halves = np.frombuffer(path.read_bytes(), dtype="<f2")
    except (OSError, ValueError) as error:
        raise EngineUnavailable(f"no style can be read ({error})", where=str(path)) from error
    if halves.size != ROWS * WIDTH or not np.isfinite(halves).all():
        what = f"is no style: {ROWS} rows of {WIDTH} finite numbers in half precision wanted"
        raise EngineUnavailable(what, where=str(path), hint="make it as voices/neural/make.py does")
    return np.asarray(halves.reshape(ROWS, WIDTH), np.float32)
