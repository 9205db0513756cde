"""Honest numbers: official protocols, all classes asked, prompts and decoders that never see the truth.

`tracks`        which tracks a data set is scored on; the tasks bring them
`painters`      whose answers are measured: a checkpoint, or who knows nothing
`interview`     one photo before one painter: the only door between a protocol and a network
`protocols`     a track asked of a whole data set, in memory
`run`           a benchmark in parts, over processes or a cluster, going on where it was stopped
`records`       what a run keeps of each photo, as lines of JSON
`intervals`     95 % intervals: how far would other photos move a figure?
`summary`       from the records to figures with intervals, and the run's result file
`results`       what a result file is: figures, command, commit, machine
`figures`       the figures of README (`data/figures.toml`), beside who knows nothing
`speed`         how long an answer takes, and how much memory
`tables`        any result file as a table
`pages`         report, explorer and model card (`templates/`)
`studies`       wordings, everyday sentences, what was never taught, the speed of one pass
"""
