"""The log of events and of reads, keeping and erasing, the own copy of a person."""
