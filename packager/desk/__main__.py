"""Write the schema that the package ships: python -m packager.desk > packager/desk/manifest.schema.json."""

from __future__ import annotations

from packager.desk.schema import schema_text

if __name__ == "__main__":
    print(schema_text(), end="")
