"""Drawing for people: type that is always there, colours that show, masks, boxes and scales. NumPy, OpenCV and Pillow."""
