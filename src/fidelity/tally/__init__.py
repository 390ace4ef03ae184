"""What many observations come to: how many had each result, and the figures that a checklist defines over them."""
