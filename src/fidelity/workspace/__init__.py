"""What is at hand: settings, the plugins that they allow, the workspace, and what a name means."""
