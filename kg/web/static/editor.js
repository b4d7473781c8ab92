// The SPARQL editor: our vocabulary as completions, the named questions as forms, answers as table, chart and graph.
// Nothing typed here leaves the machine: the page may only talk to the server that gave it (Content-Security-Policy).
"use strict";

const $ = (id) => document.getElementById(id);
const el = (name, attributes = {}, ...children) => {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
};

const base = document.body.dataset.root;
let answer = null; // the last answer: SPARQL results JSON, or {triples: [[s, p, o], …]}
let vocabulary = { prefixes: {}, terms: [] };
let questions = [];
let chosen = null;
let page = 1; // of a long listing; 0 is the whole

// ---------------------------------------------------------------- the editor

function shorten(iri) {
  let best = null;
  for (const [prefix, space] of Object.entries(vocabulary.prefixes)) {
    if (iri.startsWith(space) && /^[A-Za-z0-9_-]+$/.test(iri.slice(space.length))) {
      if (!best || space.length > best.space.length) best = { prefix, space };
    }
  }
  return best ? `${best.prefix}:${iri.slice(best.space.length)}` : null;
}

function makeEditor() {
  const yasqe = new Yasqe($("editor"), {
    persistenceId: null,
    showQueryButton: false,
    resizeable: true,
    editorHeight: "18rem",
    autocompleters: [],
    pluginButtons: () => null,
    createShareableLink: () => `${location.origin}${location.pathname}#query=${encodeURIComponent(yasqe.getValue())}`,
    consumeShareLink: null,
    requestConfig: { endpoint: `${base}sparql`, method: "POST" },
    extraKeys: {
      "Ctrl-Enter": () => ask(),
      "Cmd-Enter": () => ask(),
      "Ctrl-Space": () => complete(yasqe),
      // Tab moves on, as everywhere on the web: a keyboard user is never caught in the editor.
      Tab: false,
      "Shift-Tab": false,
      Esc: () => $("run").focus(),
    },
  });
  yasqe.getInputField().setAttribute("aria-label", "SPARQL query");
  return yasqe;
}

// Completion from our own vocabulary, in CodeMirror's own hint box.
function complete(yasqe) {
  const cursor = yasqe.getDoc().getCursor();
  const line = yasqe.getDoc().getLine(cursor.line).slice(0, cursor.ch);
  const typed = (line.match(/[A-Za-z0-9_:\-]*$/) || [""])[0];
  const needle = typed.toLowerCase().replace(/^[a-z]+:/, "");
  const prefix = typed.includes(":") ? typed.split(":")[0] : null;
  const list = vocabulary.terms
    .filter((t) => t.short && (!prefix || t.short.startsWith(`${prefix}:`)))
    .filter((t) => t.short.toLowerCase().includes(needle) || t.label.toLowerCase().includes(needle))
    .slice(0, 60)
    .map((t) => ({ text: t.short, displayText: `${t.short}  –  ${t.label}` }));
  yasqe.showHint({
    completeSingle: false,
    hint: () => ({ list, from: { line: cursor.line, ch: cursor.ch - typed.length }, to: cursor }),
  });
}

// ---------------------------------------------------------------- asking

async function ask() {
  const query = editor.getValue();
  $("status").textContent = "Asking …";
  $("run").disabled = true;
  $("error").hidden = true;
  const started = performance.now();
  try {
    const response = await fetch(`${base}sparql`, {
      method: "POST",
      headers: {
        "Content-Type": "application/sparql-query",
        Accept: "application/sparql-results+json, application/n-triples;q=0.9",
      },
      body: query,
    });
    const body = await response.text();
    if (!response.ok) return fail(body, response.headers.get("X-Query-Line"), response.headers.get("X-Query-Column"));
    const type = response.headers.get("Content-Type") || "";
    answer = type.includes("n-triples") ? { triples: parseTriples(body) } : JSON.parse(body);
    show(Math.round(performance.now() - started));
  } catch (error) {
    fail(`The server did not answer (${error.message}). Is it still running?`);
  } finally {
    $("run").disabled = false;
  }
}

function fail(message, line, column) {
  $("status").textContent = "";
  $("error").textContent = message;
  $("error").hidden = false;
  $("answer").hidden = true;
  if (line) {
    editor.getDoc().setCursor({ line: Number(line) - 1, ch: Number(column || 1) - 1 });
    editor.focus();
  }
}

function parseTriples(text) {
  const term = /<([^>]*)>|"((?:[^"\\]|\\.)*)"(?:\^\^<[^>]*>|@[A-Za-z0-9-]+)?|(_:\S+)/g;
  return text
    .split("\n")
    .filter((line) => line.trim())
    .map((line) =>
      [...line.matchAll(term)].slice(0, 3).map((m) =>
        m[1] !== undefined ? { type: "uri", value: m[1] } : { type: "literal", value: m[2] !== undefined ? JSON.parse(`"${m[2].replace(/\\'/g, "'")}"`) : m[3] },
      ),
    );
}

// ---------------------------------------------------------------- showing

function columns() {
  return answer.triples ? ["subject", "predicate", "object"] : answer.head.vars || [];
}

function rows() {
  if (answer.triples) return answer.triples;
  if (answer.boolean !== undefined) return [];
  return answer.results.bindings.map((row) => columns().map((name) => row[name] || null));
}

function show(milliseconds) {
  $("answer").hidden = false;
  const count = rows().length;
  if (answer.boolean !== undefined) {
    $("status").textContent = `The answer is ${answer.boolean ? "yes" : "no"} (${milliseconds} ms).`;
  } else {
    $("status").textContent = `${count} ${count === 1 ? "row" : "rows"} in ${milliseconds} ms.` + (count ? "" : " Nothing in the graph fits this question; try it with fewer conditions.");
  }
  drawTable();
  drawChart();
  drawGraph();
}

function cell(term) {
  if (!term) return document.createTextNode("");
  if (term.type === "uri") {
    const local = term.value.startsWith(document.body.dataset.space) ? base + "resource/" + term.value.slice(document.body.dataset.space.length).replace("#", "%23") : null;
    const words = shorten(term.value) || term.value;
    return local ? el("a", { href: local }, words) : el("span", { class: "iri" }, words);
  }
  return document.createTextNode(term.value);
}

let order = { column: null, up: true };

function drawTable() {
  const head = el("tr");
  columns().forEach((name, place) => {
    const sorted = order.column === place;
    const button = el("button", { type: "button" }, name, sorted ? (order.up ? " ▲" : " ▼") : "");
    button.addEventListener("click", () => {
      order = { column: place, up: sorted ? !order.up : true };
      drawTable();
    });
    head.append(el("th", { scope: "col", "aria-sort": sorted ? (order.up ? "ascending" : "descending") : "none" }, button));
  });
  const value = (row) => (row[order.column] ? row[order.column].value : "");
  const list = [...rows()];
  if (order.column !== null && order.column < columns().length) {
    const compare = new Intl.Collator("en-GB", { numeric: true }).compare;
    list.sort((a, b) => (order.up ? 1 : -1) * compare(value(a), value(b)));
  }
  const body = el("tbody");
  for (const row of list.slice(0, 2000)) body.append(el("tr", {}, ...row.map((term) => el("td", {}, cell(term)))));
  $("table").replaceChildren(el("table", {}, el("caption", {}, $("status").textContent + (list.length > 2000 ? " The first 2,000 are shown; a download has them all." : "")), el("thead", {}, head), body));
}

const svg = (name, attributes = {}, ...children) => {
  const node = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
};

// A bar chart of the first numeric column against the first column of words.
function drawChart() {
  const number = (term) => term && /integer|decimal|double|float/.test(term.datatype || "") && Number.isFinite(Number(term.value));
  const list = rows();
  const names = columns();
  const numeric = names.findIndex((_, place) => list.length && list.every((row) => !row[place] || number(row[place])) && list.some((row) => row[place]));
  const words = names.findIndex((_, place) => place !== numeric && list.some((row) => row[place] && row[place].type === "literal"));
  if (numeric < 0 || words < 0) {
    $("chart").replaceChildren(el("p", {}, "A chart needs one column of words and one of numbers."));
    return;
  }
  const shown = list.filter((row) => row[numeric]).slice(0, 40);
  const top = Math.max(...shown.map((row) => Number(row[numeric].value)), 0);
  const chart = svg("svg", { viewBox: `0 0 800 ${shown.length * 24 + 8}`, role: "img", "aria-label": `${names[numeric]} by ${names[words]}, ${shown.length} bars; the table holds the same figures` });
  shown.forEach((row, place) => {
    const width = top ? (Number(row[numeric].value) / top) * 430 : 0;
    const label = row[words] ? row[words].value : "";
    chart.append(
      svg("text", { x: 298, y: place * 24 + 18, "text-anchor": "end" }, label.length > 44 ? `${label.slice(0, 43)}…` : label),
      svg("rect", { x: 304, y: place * 24 + 4, width, height: 18, rx: 2 }),
      svg("text", { x: 310 + width, y: place * 24 + 18 }, row[numeric].value),
    );
  });
  $("chart").replaceChildren(chart);
}

// Triples, or the first two columns of names, as a small drawing on a ring.
function drawGraph() {
  const pairs = answer.triples
    ? answer.triples.map(([s, p, o]) => [s, o, shorten(p.value) || p.value])
    : rows().map((row) => row.filter((term) => term && term.type === "uri")).filter((row) => row.length > 1).map(([a, b]) => [a, b, ""]);
  const nodes = [...new Set(pairs.flatMap(([a, b]) => [a.value, b.value]))].slice(0, 60);
  if (nodes.length < 2) {
    $("graph").replaceChildren(el("p", {}, "A drawing needs triples (CONSTRUCT) or two columns of names."));
    return;
  }
  const place = new Map(nodes.map((node, i) => [node, [500 + 330 * Math.cos((2 * Math.PI * i) / nodes.length), 360 + 300 * Math.sin((2 * Math.PI * i) / nodes.length)]]));
  const drawing = svg("svg", { viewBox: "0 0 1000 720", role: "img", "aria-label": `${nodes.length} things and their links; the table holds the same` });
  for (const [a, b, name] of pairs) {
    if (!place.has(a.value) || !place.has(b.value)) continue;
    const [x1, y1] = place.get(a.value);
    const [x2, y2] = place.get(b.value);
    drawing.append(svg("line", { x1, y1, x2, y2 }, svg("title", {}, name)));
  }
  for (const [node, [x, y]] of place) {
    const words = (shorten(node) || node).slice(0, 34);
    drawing.append(svg("circle", { cx: x, cy: y, r: 6 }), svg("text", { x: x + (x < 500 ? -10 : 10), y: y + 4, "text-anchor": x < 500 ? "end" : "start" }, words));
  }
  $("graph").replaceChildren(drawing);
}

function choose(view) {
  for (const name of ["table", "chart", "graph"]) {
    $(name).hidden = name !== view;
    $(`tab-${name}`).setAttribute("aria-selected", String(name === view));
    $(`tab-${name}`).tabIndex = name === view ? 0 : -1;
  }
}

// ---------------------------------------------------------------- named questions

function showQuestion(name) {
  chosen = questions.find((question) => question.name === name) || null;
  page = 1;
  $("pages").hidden = true;
  const form = $("parameters");
  form.replaceChildren();
  if (!chosen) return;
  $("question-note").textContent = `${chosen.question}`;
  for (const parameter of chosen.parameters) {
    const id = `parameter-${parameter.name}`;
    form.append(el("label", { for: id }, parameter.name, el("input", { id, name: parameter.name, value: parameter.default ?? "", placeholder: parameter.type, "aria-describedby": `${id}-note` })), el("p", { id: `${id}-note`, class: "note" }, parameter.description));
  }
  fill();
}

// The question's text with the values of the form bound in a VALUES clause by the server, never pasted by us.
async function fill() {
  if (!chosen) return;
  const values = new URLSearchParams(new FormData($("parameters")));
  if (chosen.pages && page) values.set("page", page);
  const response = await fetch(`${base}api/questions/${encodeURIComponent(chosen.name)}/text?${values}`);
  if (!response.ok) return fail((await response.json()).message);
  showPage(response.headers.get("X-Page"), Number(response.headers.get("X-Pages")));
  editor.setValue(await response.text());
}

// A long listing comes page after page, and says so; the whole is there for whoever asks for it.
function showPage(said, pages) {
  $("pages").hidden = !chosen.pages || pages === 1;
  $("page-note").textContent = said ? `This is ${said}.` : "This is the whole, which may take long.";
  $("page-back").disabled = page === 1;
  $("page-back").textContent = page ? "Page before" : "In pages";
  $("page-on").disabled = !said || page >= pages;
  $("page-whole").disabled = !said;
}

function turn(to) {
  page = to;
  return fill().then(ask);
}

async function download(format) {
  const form = el("form", { method: "post", action: `${base}sparql`, hidden: "" });
  form.append(el("input", { name: "query", value: editor.getValue() }), el("input", { name: "format", value: format }));
  document.body.append(form);
  form.submit();
  form.remove();
}

// ---------------------------------------------------------------- start

const editor = makeEditor();
$("run").addEventListener("click", ask);
$("questions").addEventListener("change", (event) => showQuestion(event.target.value));
$("parameters").addEventListener("input", () => { page = 1; fill(); });
$("page-back").addEventListener("click", () => turn(page ? page - 1 : 1));
$("page-on").addEventListener("click", () => turn(page + 1));
$("page-whole").addEventListener("click", () => turn(0));
$("parameters").addEventListener("submit", (event) => { event.preventDefault(); fill().then(ask); });
for (const name of ["table", "chart", "graph"]) $(`tab-${name}`).addEventListener("click", () => choose(name));
$("tabs").addEventListener("keydown", (event) => {
  if (!["ArrowRight", "ArrowLeft"].includes(event.key)) return;
  const names = ["table", "chart", "graph"];
  const now = names.findIndex((name) => $(`tab-${name}`).getAttribute("aria-selected") === "true");
  const next = names[(now + (event.key === "ArrowRight" ? 1 : 2)) % 3];
  choose(next);
  $(`tab-${next}`).focus();
});
for (const button of document.querySelectorAll("[data-format]")) button.addEventListener("click", () => download(button.dataset.format));

Promise.all([fetch(`${base}api/vocabulary`), fetch(`${base}api/questions`)])
  .then(([v, q]) => Promise.all([v.json(), q.json()]))
  .then(([v, q]) => {
    vocabulary = v;
    questions = q.questions;
    $("questions").append(...questions.map((question) => el("option", { value: question.name }, question.title)));
    const shared = location.hash.startsWith("#query=") ? decodeURIComponent(location.hash.slice(7)) : null;
    const wanted = new URLSearchParams(location.search).get("question");
    if (shared) editor.setValue(shared);
    else {
      $("questions").value = wanted || "recurring-themes";
      showQuestion($("questions").value);
    }
  });
