"""Grade a class: each submission in a cage, scored by a process that receives only data.

The parts, from the inside out: ``wire`` and ``travel`` (messages, answers as data), ``student``
(runs a notebook), ``notebook``, ``scoring``, ``watch`` and ``judge`` (from a submission to its
record), ``kernel``, ``calls``, ``memory`` and ``cage`` (namespaces, limits), ``warm`` (pays for
the imports once), ``engine`` (hands out the work). Then what makes a class of it: ``find``,
``roster`` and ``students`` (who handed in what, and what counts), ``keys`` (which tests),
``records`` (what was graded is kept), ``sheet``, ``feedback``, ``report`` (what comes out),
``screen`` (what it shows meanwhile), ``cluster`` (more than one machine), ``command`` (all of it).
"""

import sys
import types


def import_quickly():
    """Let the imports to come leave out what costs seconds and is not needed in grading.

    jsonschema, under Altair and nbformat, compiles a grammar to check fields of the format 'iri',
    where the package for it is there; neither charts nor notebooks have such fields. otter-grader
    loads all of nbconvert to make PDFs, which nobody asks for here.
    """
    sys.modules.setdefault("rfc3987_syntax", None)
    if "otter" not in sys.modules:
        no_pdf = types.ModuleType("otter.export")
        no_pdf.export_notebook = lambda *_, **__: None
        sys.modules.setdefault("otter.export", no_pdf)
