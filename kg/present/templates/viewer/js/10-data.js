// The page's data: nodes and edges of the graph once, and the pictures that pyvis laid down.
const read = (id) => JSON.parse(document.getElementById(id).textContent);
const WORDS = read('words');
const GRAPH = read('graph');
const PICTURES = read('pictures');
const NODES = GRAPH.nodes;
const byId = new Map(NODES.map((node, place) => [node.id, place]));
const ITEM = new Set(['finding', 'point', 'recommendation', 'question', 'good-practice', 'purpose']);
const KIND_ORDER = Object.keys(WORDS.kinds);

// Edges seen from each end: [edge, the other end, leaving?].  An item's review and a theme's group are edges too.
const EDGES = GRAPH.edges.map(([from, to, relation, basis, words, page, score]) =>
  ({ from, to, relation, basis, words, page, score }));
NODES.forEach((node, place) => {
  if (node.parent !== undefined && !ITEM.has(node.kind)) EDGES.push({ from: place, to: node.parent, relation: 'within', basis: 'stated' });
});
const AT = NODES.map(() => []);
for (const edge of EDGES) {
  AT[edge.from].push([edge, edge.to, true]);
  if (edge.to !== edge.from) AT[edge.to].push([edge, edge.from, false]);
}
const reviewOf = (place) => (NODES[place].kind === 'review' ? place : ITEM.has(NODES[place].kind) ? NODES[place].parent : undefined);
// What a mark rests on when nothing else is said: the one review that it belongs to.
const own = (place) => {
  const review = reviewOf(place);
  return review === undefined ? [] : [review, KIND_ORDER.indexOf(NODES[place].kind), 1];
};
for (const picture of Object.values(PICTURES)) {
  for (const mark of picture.nodes) if (!mark.s && !mark.g) mark.s = own(mark.id);
  for (const tie of picture.edges) if (!tie.s && !tie.g) tie.s = own(tie.from);
}
const groupsOf = NODES.map((node, place) => {
  if (node.kind === 'theme') return new Set([node.group]);
  const found = new Set();
  for (const [edge, other] of AT[place]) if (edge.relation === 'about' && edge.from === place) found.add(NODES[other].group);
  return found;
});
const agenciesOf = new Map(); // review -> set of its agencies
for (const edge of EDGES) {
  if (NODES[edge.to].kind !== 'agency') continue;
  const review = reviewOf(edge.from);
  if (review === undefined) continue;
  if (!agenciesOf.has(review)) agenciesOf.set(review, new Set());
  agenciesOf.get(review).add(edge.to);
}

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
