"""From text to a validated intervention and back: every problem of a file in one pass, each with its line and column.

The way down: `text` (bytes to text), `parsing` (text to `tree`), `shape` (tree against its JSON Schema), `building`
(tree to model). `reading` is the door.
"""
