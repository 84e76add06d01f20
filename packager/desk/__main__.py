"""Write the published JSON Schema: python -m packager.desk > docs/manifest.schema.json."""

from __future__ import annotations

import json

from packager.desk.keys import json_schema

if __name__ == "__main__":
    print(json.dumps(json_schema(), ensure_ascii=False, indent=2))
