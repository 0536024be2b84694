"""The finder: one page, one view. Every answer is posted and leads on to a page without answers in its address."""
