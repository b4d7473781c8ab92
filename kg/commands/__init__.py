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


BUILD, ASK, SHARE, CARE = "From documents to a graph", "Ask and report", "Share and connect", "Look after it"

# The explicit listing of the family: a verb that is not here does not exist.
COMMANDS: tuple[Verb, ...] = (
    Verb("curate", "curate", CARE, "Overrule the machine through a spreadsheet, and keep it so."),
    Verb("agreement", "agreement", CARE, "Measure how far two coders, human or machine, agree."),
    Verb("build", "build", BUILD, "Read reviews and build their graph."),
    Verb("import", "importing", BUILD, "Take over a spreadsheet about reviews, through a small mapping."),
    Verb("extract", "extract", BUILD, "What one document says, as text or as JSON."),
    Verb("themes", "themes", ASK, "Recurring themes: in how many reviews, since when, of which agencies."),
    Verb("report", "report", ASK, "A paper for a board: HTML, Word, PDF, Markdown, Excel, CSV."),
    Verb("similar", "similar", ASK, "What is worded like a review or a finding: suggestions."),
    Verb("analyse", "analyse", ASK, "One analysis as a table: pairs, groups, lineage, what came back, …"),
    Verb("show", "show", ASK, "What was understood of a review, with the words and the places."),
    Verb("search", "search", ASK, "Find learning by its words."),
    Verb("query", "query", ASK, "Ask a named question, or your own SPARQL."),
    Verb("evaluate", "evaluate", CARE, "Score a folder of documents against the gold beside them."),
    Verb("serve", "serve", SHARE, "Serve the graph: pages, the SPARQL editor, an endpoint and JSON."),
    Verb("site", "site", SHARE, "Write everything as a site of files for a shared drive."),
    Verb("view", "view", ASK, "See the graph in the browser: one page that opens offline."),
    Verb("export", "export", SHARE, "The whole dataset as TriG, Turtle, N-Quads, JSON-LD or RDF/XML."),
    Verb("release", "release", SHARE, "A versioned dataset that others can cite: RDF, tables, checksums."),
    Verb("push", "push", SHARE, "Copy the graph to a SPARQL 1.1 server."),
    Verb("pull", "pull", SHARE, "Copy a graph from a SPARQL 1.1 server into a folder."),
    Verb("status", "status", CARE, "What is there, what is stale, what failed and why."),
    Verb("check", "check", CARE, "Whether the graph keeps its promises: shapes, quotations, names."),
    Verb("train", "train", CARE, "Train the model that suggests themes."),
    Verb("diff", "diff", CARE, "What came, went or changed between two builds."),
    Verb("withdraw", "withdraw", CARE, "Take a review out for good, and leave its name."),
    Verb("docs-ontology", "docs_ontology", CARE, "The ontology as a page to browse."),
    Verb("docs-queries", "docs_queries", CARE, "The named questions as a page, each with an answer."),
    Verb("backup", "backup", CARE, "The build, its decisions and catalogues in one file."),
    Verb("restore", "restore", CARE, "Bring a backup back."),
    Verb("discover", "discover", CARE, "Items that no theme fits, grouped: which theme is missing?"),
    Verb("bank", "bank", CARE, "Check the labelled passages that the tagger learns from."),
)
