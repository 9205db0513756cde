"""How furnished rooms are made: catalogue -> meshes -> layout -> render -> photo. `rooms` is the entry."""
