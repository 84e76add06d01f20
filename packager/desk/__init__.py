"""The manifest: what the editor reads, corrects and approves, and the record of what aired."""
