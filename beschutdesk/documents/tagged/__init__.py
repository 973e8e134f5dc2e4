"""Tagged, lasting PDF (PDF/A-2a and PDF/UA-1) on top of stock ReportLab: structure, canvas, blocks and pages.

Nothing in here knows a dossier or the look of a document.
"""
