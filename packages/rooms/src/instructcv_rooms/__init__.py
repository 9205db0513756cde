"""How furnished rooms are made: catalogue -> meshes -> layout -> render -> photo. `dataset` is the door."""
