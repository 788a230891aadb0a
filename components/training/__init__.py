"""Describes networks as recipes, trains them on workers, records the runs and exports them as scripts."""
