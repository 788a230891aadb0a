"""What every page does, written once: settings, views, the frame of a page, jobs, predictions, components."""
