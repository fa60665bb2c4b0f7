"""No plugins for pydantic: other programs have no say in what a résumé is. To be imported before pydantic is.

To look for them would take as long as to read a résumé. Where they are switched off, pydantic still imports what would
look for them, and with it libraries for mail and archives (10 ms, a twentieth of a check): an empty module stands in.
"""

from __future__ import annotations

import os
import sys
from types import ModuleType
from typing import Final

_LOADER: Final = ModuleType("pydantic.plugin._loader")
_LOADER.__dict__["get_plugins"] = tuple

os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
sys.modules.setdefault(_LOADER.__name__, _LOADER)
