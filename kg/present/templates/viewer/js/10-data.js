// The page's data: nodes and edges, learned piece by piece, and the pictures that pyvis laid down.
const read = (id) => JSON.parse(document.getElementById(id).textContent);
const WORDS = read('words');
const GRAPH = read('graph');
const PICTURES = read('pictures');
const NODES = [];
const byId = new Map(); // id -> place in NODES
const ITEM = new Set(['finding', 'point', 'recommendation', 'question', 'good-practice', 'purpose']);
const KIND_ORDER = Object.keys(WORDS.kinds);

// Edges seen from each end: [edge, the other end, leaving?].  A theme's group and a review's area are edges too.
const AT = [];
const groupsOf = []; // of a theme its own group, of an item those of its themes
const KNOWN_EDGES = new Set(); // edges of a served graph come more than once

// Add a piece: its nodes, those already here kept as they are, and its edges.  Returns where its nodes now stand.
function learn(piece, again = true) {
  const at = Array.from({ length: piece.after || 0 }, (_, place) => place);
  const fresh = [];
  for (const node of piece.nodes) {
    let place = byId.get(node.id);
    if (place === undefined) {
      place = NODES.push(node) - 1;
      byId.set(node.id, place);
      AT.push([]);
      groupsOf.push(new Set(node.kind === 'theme' ? [node.group] : []));
      fresh.push(place);
    }
    at.push(place);
  }
  for (const place of fresh) {
    const node = NODES[place];
    if (node.parent === undefined) continue;
    node.parent = at[node.parent];
    if (!ITEM.has(node.kind)) link({ from: place, to: node.parent, relation: 'within', basis: 'stated' }, again);
  }
  for (const [from, to, relation, basis, words, page, score] of piece.edges) link({ from: at[from], to: at[to], relation, basis, words, page, score }, again);
  return at;
}
function link(edge, again) {
  if (again) {
    const key = `${edge.from} ${edge.to} ${edge.relation} ${edge.basis}`;
    if (KNOWN_EDGES.has(key)) return;
    KNOWN_EDGES.add(key);
  }
  AT[edge.from].push([edge, edge.to, true]);
  if (edge.to !== edge.from) AT[edge.to].push([edge, edge.from, false]);
  if (edge.relation === 'about' && ITEM.has(NODES[edge.from].kind)) groupsOf[edge.from].add(NODES[edge.to].group);
}
const reviewOf = (place) => (NODES[place].kind === 'review' ? place : ITEM.has(NODES[place].kind) ? NODES[place].parent : undefined);
// What a mark rests on when nothing else is said: the one review that it belongs to.
const own = (place) => {
  const review = reviewOf(place);
  return review === undefined ? [] : [review, KIND_ORDER.indexOf(NODES[place].kind), 1];
};
// A picture's numbers are places in the piece that it came with.
function hang(picture, at) {
  const flat = (rows) => rows && rows.map((value, i) => (i % 3 === 0 ? at[value] : value));
  for (const mark of picture.nodes) {
    if (at) Object.assign(mark, { id: at[mark.id], s: flat(mark.s), g: flat(mark.g) });
    if (!mark.s && !mark.g) mark.s = own(mark.id);
  }
  for (const tie of picture.edges) {
    if (at) Object.assign(tie, { from: at[tie.from], to: at[tie.to], s: flat(tie.s), g: flat(tie.g) });
    if (!tie.s && !tie.g) tie.s = own(tie.from);
  }
  PICTURES[picture.name] = picture;
}
const LIVE = read('start').live;
learn(GRAPH, !!LIVE);
Object.values(PICTURES).forEach((picture) => hang(picture));
const agenciesOf = new Map(GRAPH.agencies.map(([review, ...agencies]) => [review, new Set(agencies)]));

const kindWord = (kind, count = 1) => (WORDS.kinds[kind] || [kind, kind])[count === 1 ? 0 : 1];
const counted = (count, kind) => `${count.toLocaleString('en-GB')} ${kindWord(kind, count)}`;
const relationWord = (relation, leaving) => (WORDS.relations[relation] || [relation.replaceAll('-', ' '), relation.replaceAll('-', ' ')])[leaving ? 0 : 1];
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, key) => values[key]);
const shorten = (text, length) => (text.length > length ? text.slice(0, length - 1).trimEnd() + '…' : text);

// What a node is called in a picture: items by their words, the rest by their names.
const labelOf = (place, length = 70) => {
  const node = NODES[place];
  return ITEM.has(node.kind) && node.text ? shorten(node.text, length) : node.label;
};
const fullName = (place) => {
  const node = NODES[place];
  const review = ITEM.has(node.kind) ? NODES[node.parent] : undefined;
  return review ? `${node.label}, ${review.label}` : node.label;
};

// Elements are made, never parsed: words from documents only ever become text.
function el(tag, options = {}, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(options)) {
    if (value === undefined || value === false) continue;
    if (key === 'class') node.className = value;
    else if (key.startsWith('on')) node.addEventListener(key.slice(2), value);
    else node.setAttribute(key, value === true ? '' : String(value));
  }
  node.append(...children.filter((child) => child !== undefined && child !== null && child !== false));
  return node;
}
const $ = (id) => document.getElementById(id);
const css = getComputedStyle(document.documentElement);
const tokens = new Map(); // emptied when the colour scheme changes
const token = (name) => {
  if (!tokens.has(name)) tokens.set(name, css.getPropertyValue(name).trim());
  return tokens.get(name);
};
const colourOf = (place) => {
  const node = NODES[place];
  const group = node.kind === 'theme' ? node.group : ITEM.has(node.kind) ? [...groupsOf[place]][0] : undefined;
  if (node.kind === 'theme') return token(`--group-${group}`) || token('--group-other');
  return token(`--kind-${node.kind}`) || token('--ink-soft');
};
