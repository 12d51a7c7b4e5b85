"""What a project's own files say that it is built with, runs on and promises."""
