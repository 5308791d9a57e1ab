"""Speed and memory as ratios against the usual way, measured in the same run, interleaved, medians."""
