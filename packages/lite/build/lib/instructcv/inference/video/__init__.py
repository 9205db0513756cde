"""Answers on videos and folders of frames: steady from frame to frame, boxes with an identity, at any length in bounded memory."""
