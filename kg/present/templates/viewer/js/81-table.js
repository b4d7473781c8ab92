// The same data as a table: sortable, and the way in for keyboard and screen reader.
const SHOWN = 150;
let order = { by: 'stated', down: true };
const COLUMNS = [
  ['name', 'Name', (mark) => labelOf(mark.id, 160)],
  ['kind', 'Kind', (mark) => capital(kindWord(NODES[mark.id].kind))],
  ['group', 'Belongs to', (mark) => belongs(mark.id)],
  ['year', 'Year', (mark) => NODES[reviewOf(mark.id) ?? mark.id].year ?? ''],
  ['stated', 'Reviews, stated', (mark) => (hasSupport(mark) ? mark.count.stated : '')],
  ['extra', 'Only suggested', (mark) => mark.count.extra || ''],
  ['items', 'Pieces of learning', (mark) => (ITEM.has(NODES[mark.id].kind) ? '' : mark.count.items || '')],
  ['links', 'Lines', (mark) => scene.beside.get(mark.id).length || ''],
];
function belongs(place) {
  const node = NODES[place];
  if (node.kind === 'theme') return GRAPH.groups[node.group] || '';
  return node.parent !== undefined ? NODES[node.parent].label : node.type || '';
}
const cellOf = new Map(COLUMNS.map(([key, , value]) => [key, value]));
function sorted(marks) {
  const value = cellOf.get(order.by);
  const compare = (a, b) => {
    const [x, y] = [value(a), value(b)];
    if (typeof x === 'number' || typeof y === 'number') return (+x || 0) - (+y || 0);
    return String(x).localeCompare(String(y), 'en-GB');
  };
  return [...marks].sort((a, b) => (order.down ? compare(b, a) : compare(a, b)) || b.count.reviews - a.count.reviews || a.id - b.id);
}
function drawTable() {
  const table = $('table');
  const head = el('tr', {}, ...COLUMNS.map(([key, title]) => el('th', { scope: 'col', 'aria-sort': order.by === key ? (order.down ? 'descending' : 'ascending') : undefined },
    el('button', { type: 'button', onclick: () => { order = { by: key, down: order.by === key ? !order.down : !['name', 'kind', 'group'].includes(key) }; drawTable(); } },
      title, el('span', { 'aria-hidden': 'true' }, order.by === key ? (order.down ? ' ↓' : ' ↑') : '')))));
  const rows = sorted(scene.nodes);
  const body = el('tbody');
  const add = (from, to) => body.append(...rows.slice(from, to).map(tableRow));
  add(0, SHOWN);
  table.tHead.replaceChildren(head);
  table.tBodies[0].replaceWith(body);
  const more = $('table-more');
  more.hidden = rows.length <= SHOWN;
  more.textContent = `Show all ${rows.length.toLocaleString('en-GB')} rows`;
  more.onclick = () => { add(SHOWN); more.hidden = true; };
  $('table-count').textContent = `${rows.length.toLocaleString('en-GB')} ${rows.length === 1 ? 'row' : 'rows'}`;
}
function tableRow(mark) {
  const cells = COLUMNS.slice(1).map(([key, , value]) => el('td', { class: ['year', 'stated', 'extra', 'items', 'links'].includes(key) ? 'number' : undefined }, el('bdi', {}, String(value(mark)))));
  const link = el('a', { href: encode({ ...state, sel: NODES[mark.id].id }), class: 'node-link' }, dot(mark.id), el('bdi', {}, labelOf(mark.id, 160)));
  return el('tr', { class: NODES[mark.id].id === state.sel ? 'chosen' : undefined }, el('th', { scope: 'row' }, link), ...cells);
}
