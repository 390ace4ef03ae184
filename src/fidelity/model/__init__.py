"""What an intervention's document says, as frozen records that are valid once they exist.

Nothing here knows of files, tables or plugins.
"""
