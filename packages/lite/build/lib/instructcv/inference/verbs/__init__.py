"""What narrows a request is done here, on what the model answered, without a network: which, how many, how far, what colour.

A program's things (`instructions.program`) become objects on the photo (`objects`), then each verb keeps those that fit:

relation   "on the table", "next to the bed", "not wearing a helmet"     masks and depth
colour     "the red car"                                                 the pixels inside a mask
state      "half-open", "striped"                                        nobody here can tell, and that is said
excluding  "except the dog", "but not its ears"                          by subtraction
which      "the second from the left", "the two largest", "the nearest"  places, sizes, depth, counting

`telling` answers what is wanted besides a picture: a number, metres, yes or no, a colour. `run` is the whole of it.
"""
