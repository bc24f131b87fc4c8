"""Papers drawn up from a case, as facts to be shown and as Word documents. Who may have them is the views' business."""
