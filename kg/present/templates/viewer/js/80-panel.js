// The panel beside the picture: what a mark or a line rests on, in the exact words, with page and source.
const FEW = 8;
function badge(basis) {
  const words = WORDS.bases[basis] || [basis, ''];
  return el('span', { class: `basis ${basis}`, title: words[1] }, words[0]);
}
function dot(place) {
  const sign = el('span', { class: 'sign', 'aria-hidden': 'true' });
  const drawn = svg('svg', { viewBox: '0 0 16 16', width: 14, height: 14, focusable: 'false' });
  const shape = svgShape(NODES[place].kind, 8, 8, 6.5);
  shape.style.fill = colourOf(place);
  drawn.append(shape);
  sign.append(drawn);
  return sign;
}
const linkTo = (place, text) => el('a', { href: encode({ ...state, sel: NODES[place].id }), class: 'node-link' }, dot(place), el('bdi', {}, text || NODES[place].label));
function whereFrom(node) {
  const parts = [];
  if (node.page !== undefined) parts.push(`Page ${node.page}`);
  if (node.source) parts.push(node.source);
  return parts.length ? el('p', { class: 'where' }, el('bdi', {}, parts.join(', '))) : null;
}
function quotation(node) {
  return el('figure', { class: 'quotation' }, el('blockquote', {}, el('bdi', {}, node.text)), whereFrom(node));
}

function panelFor(place) {
  const node = NODES[place];
  const body = el('div', { class: 'panel-body' });
  const kind = node.placeholder ? 'review known only from other documents' : kindWord(node.kind);
  body.append(
    el('p', { class: 'eyebrow' }, dot(place), capital(kind)),
    el('h2', { id: 'panel-title', tabindex: '-1' }, el('bdi', {}, ITEM.has(node.kind) ? fullName(place) : node.label)),
  );
  const facts = [WORDS.polarity[node.polarity] && capital(WORDS.polarity[node.polarity]), node.type, node.year, node.parent !== undefined && !ITEM.has(node.kind) ? NODES[node.parent].label : undefined].filter(Boolean);
  if (facts.length) body.append(el('p', { class: 'facts' }, el('bdi', {}, facts.join(' · '))));
  if (node.text) body.append(quotation(node));
  if (node.note) body.append(el('p', { class: 'note' }, el('bdi', {}, node.note)));
  body.append(actions(place), standing(place));
  for (const group of relationsOf(place)) body.append(relationList(group));
  if (node.href) body.append(el('p', {}, el('a', { href: node.href }, 'Open its page')));
  return body;
}

function standing(place) {
  const mark = scene && scene.marks.get(place);
  if (!mark || !hasSupport(mark) || ITEM.has(NODES[place].kind) || NODES[place].kind === 'review') return el('p', { class: 'facts' });
  const { stated, extra, items } = mark.count;
  const parts = [`Stated in ${stated} of ${counted(scene.of, 'review')}`];
  if (extra > 0) parts.push(`only suggested in ${extra} more`);
  parts.push(`${items.toLocaleString('en-GB')} ${items === 1 ? 'piece' : 'pieces'} of learning`);
  return el('p', { class: 'facts' }, parts.join('; ') + '.');
}

function actions(place) {
  const id = NODES[place].id;
  const button = (label, change, pressed) => el('button', { type: 'button', class: 'small', 'aria-pressed': pressed, onclick: () => go(change()) }, label);
  const row = el('p', { class: 'actions' });
  row.append(button('Around this', () => ({ view: 'around', focus: id, steps: '1', open: [] })));
  const drawn = scene && scene.marks.has(place);
  if (!drawn) return row;
  const isOpen = state.open.includes(id);
  row.append(button(isOpen ? 'Fold' : 'Expand', () => ({ open: toggled(state.open, id) }), String(isOpen)));
  row.append(button('Hide', () => ({ hide: toggled(state.hide, id), sel: '' })));
  const mark = scene.marks.get(place);
  row.append(button(mark.pinned ? 'Unpin' : 'Pin here', () => {
    const pins = { ...state.pins };
    if (mark.pinned) delete pins[id]; else pins[id] = [mark.x, mark.y];
    return { pins };
  }, String(mark.pinned)));
  return row;
}

const RELATION_ORDER = new Map(Object.keys(WORDS.relations).map((relation, place) => [relation, place]));
// Neighbours by relation and direction, in the order of the words; learning items before the rest, stated before suggested.
function relationsOf(place) {
  const groups = new Map();
  for (const [edge, other, leaving] of AT[place]) {
    const key = `${edge.relation} ${leaving}`;
    if (!groups.has(key)) groups.set(key, { title: relationWord(edge.relation, leaving), rank: RELATION_ORDER.get(edge.relation) ?? RELATION_ORDER.size, rows: [] });
    groups.get(key).rows.push([edge, other]);
  }
  const order = (row) => [row[0].basis === 'stated' ? 0 : 1, KIND_ORDER.indexOf(NODES[row[1]].kind), row[1]];
  for (const group of groups.values()) group.rows.sort((a, b) => { const [x, y] = [order(a), order(b)]; return x[0] - y[0] || x[1] - y[1] || x[2] - y[2]; });
  return [...groups.values()].sort((a, b) => a.rank - b.rank);
}
function relationList({ title, rows }) {
  const list = el('ul', { class: 'relations' });
  const add = (from, to) => rows.slice(from, to).forEach(([edge, other]) => list.append(relationRow(edge, other)));
  add(0, FEW);
  const section = el('section', {}, el('h3', {}, capital(title), el('span', { class: 'count' }, ` ${rows.length}`)), list);
  if (rows.length > FEW) {
    const more = el('button', { type: 'button', class: 'small', onclick: () => { add(FEW); more.remove(); } }, `Show all ${rows.length}`);
    section.append(more);
  }
  return section;
}
function relationRow(edge, other) {
  const node = NODES[other];
  const row = el('li', {}, linkTo(other, ITEM.has(node.kind) ? fullName(other) : node.label));
  if (edge.basis && edge.basis !== 'stated') row.append(' ', badge(edge.basis));
  if (ITEM.has(node.kind) && node.text) row.append(el('p', { class: 'words' }, el('bdi', {}, `“${shorten(node.text, 220)}”`)));
  else if (edge.words) row.append(el('p', { class: 'words' }, 'rests on ', el('bdi', {}, `“${shorten(edge.words, 220)}”`), edge.page ? `, page ${edge.page}` : ''));
  if (ITEM.has(node.kind) && node.page !== undefined) row.append(el('p', { class: 'where' }, `Page ${node.page}`));
  return row;
}

function panelForTie(tie) {
  const [from, to] = [tie.from, tie.to];
  const body = el('div', { class: 'panel-body' },
    el('p', { class: 'eyebrow' }, 'A line: ', relationWord(tie.relation, true), ' ', badge(tie.basis)),
    el('h2', { id: 'panel-title', tabindex: '-1' }, el('bdi', {}, shorten(labelOf(from), 60)), ' – ', el('bdi', {}, shorten(labelOf(to), 60))),
    el('p', {}, linkTo(from), ' ', linkTo(to)));
  if (tie.words) body.append(quotation({ text: tie.words, page: tie.page }));
  const shared = sharedItems(from, to);
  if (hasSupport(tie)) body.append(el('p', { class: 'facts' }, tie.count.extra ? `Stated in ${counted(tie.count.stated, 'review')}; only suggested in ${tie.count.extra} more.` : `Stated in ${counted(tie.count.stated, 'review')}.`));
  if (shared.length) body.append(relationList({ title: 'The learning behind it', rows: shared.map((item) => [{ basis: 'stated' }, item]) }));
  return body;
}
const sharedItems = (from, to) => {
  const inside = (place) => new Set(ITEM.has(NODES[place].kind) ? [place] : AT[place].map(([, other]) => other).filter((other) => ITEM.has(NODES[other].kind)));
  const [one, two] = [inside(from), inside(to)];
  return [...one].filter((item) => two.has(item));
};
