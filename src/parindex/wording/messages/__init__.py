"""One sentence for each code of a problem or refusal, by what it concerns.

A key is the code, or the code, a dot and the value of the parameter that tells its cases apart (see
:mod:`parindex.wording.problems`). Places are filled by the parameters of the problem; after a colon stands how a
parameter is put: ``number``, ``count``, ``bound``, ``quoted``, ``list``, ``shape``, ``type``, ``round``, ``part``,
``outcome``.
"""
