"""ONE FILE = ONE SOURCE of samples, in its official layout on disk, plus copy-paste scenes and plain folders. Rendered rooms
come as a package of their own, `packages/rooms`.
"""
