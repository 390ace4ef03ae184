"""What people and programs are shown: one output a file."""
