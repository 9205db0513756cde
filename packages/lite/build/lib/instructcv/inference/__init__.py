"""From a photo and a sentence to numbers and files: the predictor, pictures for people, files, folders of photos."""
