"""Grade a class: each submission in a cage, scored by a process that receives only data.

The parts, from the inside out: ``wire`` and ``travel`` (messages, answers as data), ``student``
(runs a notebook), ``judge`` (scores it), ``cage`` (namespaces, limits), ``warm`` (pays for the
imports once), ``engine`` (submission -> record). Then what makes a class of it: ``find`` and
``roster`` (who handed in what), ``records`` (what was graded is kept), ``sheet``, ``feedback``,
``report`` (what comes out), ``cluster`` (more than one machine), ``command`` (all of it).
"""

import sys


def import_quickly():
    """Let the imports to come leave out a grammar that costs three seconds and is not needed.

    jsonschema, under Altair and nbformat, compiles it to check fields of the format 'iri', where
    the package for it is there. Neither charts nor notebooks have such fields.
    """
    sys.modules.setdefault("rfc3987_syntax", None)
