"""The pipeline: from a request to PDFs and a report of them."""
