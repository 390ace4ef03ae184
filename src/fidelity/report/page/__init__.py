"""One readable page about an intervention: what it says is gathered once, and written as HTML or Markdown."""
