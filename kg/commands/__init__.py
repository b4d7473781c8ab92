"""The verbs of ``kg``, one a file.  Each module has a ``command``; only these and ``kg.cli`` speak to the terminal."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of the command line: its name, its module here, its heading in the help, and one line of help."""

    name: str
    module: str
    section: str
    help: str


BUILD, ASK, SHARE = "From documents to a graph", "Ask and report", "Share and connect"
CARE, MAKE = "Look after it", "For its developers"

# The explicit listing of the family, in the order of use: a verb that is not here does not exist.
COMMANDS: tuple[Verb, ...] = (
    Verb("build", "build", BUILD, "Read reviews and build their graph."),
    Verb("import", "importing", BUILD, "Take over a spreadsheet about reviews, through a small mapping."),
    Verb("extract", "extract", BUILD, "What one document says, as text or as JSON."),
    Verb("status", "status", BUILD, "What is there, what is stale, what failed and why."),
    Verb("themes", "themes", ASK, "Recurring themes: in how many reviews, since when, of which agencies."),
    Verb("report", "report", ASK, "A paper for a board: HTML, Word, PDF, Markdown, Excel, CSV."),
    Verb("show", "show", ASK, "What was understood of a review, with the words and the places."),
    Verb("search", "search", ASK, "Find learning by its words."),
    Verb("view", "view", ASK, "See the graph in the browser: one page that opens offline."),
    Verb("query", "query", ASK, "Ask a named question, or your own SPARQL."),
    Verb("analyse", "analyse", ASK, "One analysis as a table: pairs, groups, lineage, what came back, …"),
    Verb("similar", "similar", ASK, "What is worded like a review or a finding: suggestions."),
    Verb("site", "site", SHARE, "Write everything as a site of files for a shared drive."),
    Verb("serve", "serve", SHARE, "Serve the graph: pages, the SPARQL editor, an endpoint and JSON."),
    Verb("export", "export", SHARE, "The whole dataset as TriG, Turtle, N-Quads, JSON-LD or RDF/XML."),
    Verb("release", "release", SHARE, "A versioned dataset that others can cite: RDF, tables, checksums."),
    Verb("push", "push", SHARE, "Copy the graph to a SPARQL 1.1 server."),
    Verb("pull", "pull", SHARE, "Copy a graph from a SPARQL 1.1 server into a folder."),
    Verb("curate", "curate", CARE, "Overrule the machine through a spreadsheet, and keep it so."),
    Verb("agreement", "agreement", CARE, "Measure how far two coders, human or machine, agree."),
    Verb("discover", "discover", CARE, "Items that no theme fits, grouped: which theme is missing?"),
    Verb("check", "check", CARE, "Whether the graph keeps its promises: shapes, quotations, names."),
    Verb("diff", "diff", CARE, "What came, went or changed between two builds."),
    Verb("withdraw", "withdraw", CARE, "Take a review out for good, and leave its name."),
    Verb("backup", "backup", CARE, "The build, its decisions and catalogues in one file."),
    Verb("restore", "restore", CARE, "Bring a backup back."),
    Verb("evaluate", "evaluate", MAKE, "Score a folder of documents against the gold beside them."),
    Verb("bank", "bank", MAKE, "Check the labelled passages that the tagger learns from."),
    Verb("train", "train", MAKE, "Train the model that suggests themes."),
    Verb("docs-ontology", "docs_ontology", MAKE, "The ontology as a page to browse."),
    Verb("docs-queries", "docs_queries", MAKE, "The named questions as a page, each with an answer."),
)
