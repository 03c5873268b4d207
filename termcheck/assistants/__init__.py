"""What assistants ask before and after they write: a server of the Model Context Protocol."""
