"""What is printed: one builder per document, fed by views of what its readers may see.

Importing this package costs nothing; ReportLab is loaded by the modules in it that draw.
"""
