"""`python -m benchmarks [NAME …]`: every benchmark, or those named."""

from __future__ import annotations

import sys
from importlib import import_module

NAMES = ("scoring", "growth", "files", "start_up", "handins", "records", "agreement", "aggregation")

if __name__ == "__main__":
    for name in sys.argv[1:] or NAMES:
        import_module(f"benchmarks.{name}").run()
