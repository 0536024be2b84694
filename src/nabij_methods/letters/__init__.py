"""Letters of households as files: a photo or a PDF that somebody sends is opened apart, and made anew."""
