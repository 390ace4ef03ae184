"""Entry: one sitting in front of a checklist, without a terminal: what is asked next, and what a typed line means."""
