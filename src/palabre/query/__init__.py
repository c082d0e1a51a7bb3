"""The query language: what is written, what it means, what is odd about it, and matching it with posts at speed.

`palabre.query.compiled` matches; it is imported where it is needed, as it loads a compiler.
"""

from palabre.query.explaining import Clause, Loosening, Looser, Role, clauses_of, fields_of, looser_than
from palabre.query.grammar import parse
from palabre.query.judging import judged
from palabre.query.remarks import Remark
from palabre.query.said import echoed, said
from palabre.query.tree import And, Field, Near, Node, Not, Or, Term

__all__ = [
    "And",
    "Clause",
    "Field",
    "Loosening",
    "Looser",
    "Near",
    "Node",
    "Not",
    "Or",
    "Remark",
    "Role",
    "Term",
    "clauses_of",
    "echoed",
    "fields_of",
    "judged",
    "looser_than",
    "parse",
    "said",
]
