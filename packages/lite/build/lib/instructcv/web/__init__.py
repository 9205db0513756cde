"""The HTTP API and the page: `app.build` makes the application, `serving.serve` runs it. Needs the extra `serve`."""
