"""The four words: what makes an intervention teachable, learnable, doable and assessable.

Each module holds the Protocol that an intervention satisfies, the record that a definition file fills, the default that
claims nothing, and the questions that the word asks of a component.
"""
