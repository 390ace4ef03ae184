"""Checks that rate made-up observations: what must hold of every instrument is asked of this one."""
