// The scene: which marks and ties are drawn now, where, how large, and what they count.
const ROW = 36;
const SIDE_ROWS = 34; // as many names as stand one above the other on a laptop's screen
const FURTHER = 900; // where the second step stands
const OPEN_MOST = 48; // neighbours of an opened node
const OPEN_COLUMN = 460;
const OPEN_ROW = 35; // room for a name when the whole is drawn at less than half its size
// A phone held upright: columns stand close, their names in two short lines, so that a row fits its width.
const phone = matchMedia('(max-width: 37.5rem)');
const NARROW = { column: 72, row: 1.2, letters: 16, dots: 26, share: 0.75, lanes: 372, title: 20 };

const pictureOf = (from) => (from.view === 'around' ? around(from) : PICTURES[from.view]);
// The marks that stay under the filters, by node, with what they count; and the frames of opened nodes.
function marksOf(from, picture, filters) {
  const hidden = new Set(from.hide.map((id) => byId.get(id)));
  const marks = new Map();
  const frames = [];
  let leftOut = 0;
  const { nodes, regions = [] } = picture.curve === 'across' && phone.matches ? narrowed(picture) : picture;
  for (const mark of nodes) place(mark);
  for (const id of from.open) expand(byId.get(id));
  return { marks, regions, frames, leftOut };

  function place(mark) {
    if (hidden.has(mark.id) || !keeps(mark.id, filters)) return;
    const count = tally(mark, filters);
    // The fewest reviews are asked of themes, agencies and areas: an item or a review always rests on one.
    const counts = hasSupport(mark);
    const collects = ['theme', 'agency', 'area'].includes(NODES[mark.id].kind);
    if (counts && count.reviews < (collects ? filters.least : 1)) return;
    if (!counts && collects && filters.least > 1) return;
    const full = counts ? tally(mark, NO_FILTER).reviews : 1;
    const size = collects && counts && picture.name !== 'all' ? Math.max(5, mark.size * Math.sqrt(count.reviews / full)) : mark.size;
    const pin = from.pins[NODES[mark.id].id];
    const counted = collects && counts && NODES[mark.id].kind === 'theme' ;
    marks.set(mark.id, { ...mark, size, count, counted, x: pin ? pin[0] : mark.x, y: pin ? pin[1] : mark.y, pinned: !!pin });
  }

  // Neighbours of an opened node that are not in the picture yet: a frame beside it, a row and a name for each.
  function expand(middle) {
    const centre = marks.get(middle);
    if (!centre) return;
    const stays = (other) => !marks.has(other) && !hidden.has(other) && keeps(other, filters);
    const fresh = ordered(new Map(AT[middle].map(([, other]) => [other, 1]))).filter(stays);
    if (!fresh.length) return;
    const shown = fresh.slice(0, OPEN_MOST);
    leftOut += fresh.length - shown.length;
    const all = boundsOf({ nodes: [...marks.values()], regions: [...regions, ...frames] });
    // Under a picture that is wide, beside one that is tall: as it keeps the screen's shape.
    const under = phone.matches || all.width > all.height * 1.3;
    const fit = under ? Math.max(1, Math.min(4, Math.floor(all.width / OPEN_COLUMN))) : Math.ceil(shown.length / 26);
    const columns = Math.min(phone.matches ? 1 : fit, Math.ceil(shown.length / 4));
    const rows = Math.ceil(shown.length / columns);
    const [width, height] = [columns * OPEN_COLUMN, rows * OPEN_ROW + 56];
    const beside = (at, size, from, room) => Math.max(from - room / 2, Math.min(at - size / 2, from + room / 2 - size));
    const left = under ? beside(centre.x, width, all.x, all.width) : all.x + all.width / 2 + 30;
    const top = under ? all.y + all.height / 2 + 16 : beside(centre.y, height, all.y, all.height);
    frames.push({ title: labelOf(middle, 48), x: left + width / 2, y: top + height / 2, width, height, of: middle });
    shown.forEach((other, turn) => place({
      id: other, side: 'right', letters: 34, size: ITEM.has(NODES[other].kind) ? 6 : 8, s: own(other), g: [],
      x: left + 20 + Math.floor(turn / rows) * OPEN_COLUMN, y: top + 60 + (turn % rows) * OPEN_ROW,
    }));
  }
}
// A picture of columns, for a phone: they stand close, with two short lines for a name; years are as narrow as fits.
function narrowed(picture) {
  const regions = picture.regions || [];
  if (regions.length && !picture.name.endsWith('lineage')) return picture;
  if (regions.length) {
    const lanes = boundsOf({ nodes: [], regions });
    const share = Math.min(1, NARROW.lanes / lanes.width);
    const move = ({ x }) => ({ x: (x - lanes.x) * share });
    // A lane's title gets a line of its own, a year its last two figures.
    const widest = Math.max(...regions.map((region) => region.width));
    const lanesBy = regions.filter((region) => region.width === widest).map((region) => region.y - region.height / 2).sort((a, b) => a - b);
    const lower = (y) => y + NARROW.title * lanesBy.filter((top) => top < y).length;
    const short = (title) => (/^\d{4}$/.test(title) ? `’${title.slice(2)}` : '?');
    return {
      nodes: picture.nodes.map((mark) => ({ ...mark, ...move(mark), y: lower(mark.y) })),
      regions: regions.map((region) => (region.width === widest
        ? { ...region, ...move(region), width: region.width * share, y: lower(region.y) - NARROW.title / 2, height: region.height + NARROW.title }
        : { ...region, ...move(region), width: region.width * share, title: share < 0.6 ? short(region.title) : region.title })),
    };
  }
  const dots = picture.nodes.filter((mark) => mark.side === 'none');
  const at = (x) => NARROW.dots + (x - dots[0].x) * NARROW.share;
  const edge = dots.length && at(Math.max(...dots.map((mark) => mark.x))) + NARROW.dots;
  const across = (mark) => {
    if (dots.length) return mark.side === 'none' ? at(mark.x) : mark.side === 'left' ? 0 : edge;
    return Math.abs(mark.x) < FURTHER ? Math.sign(mark.x) * NARROW.column : NARROW.column * 3.2;
  };
  // Around: every column begins at the top, where the one in the middle is.
  const tops = new Map();
  for (const mark of picture.nodes) tops.set(mark.x, Math.min(mark.y, tops.get(mark.x) ?? Infinity));
  const down = (mark) => (picture.name !== 'around' ? mark.y : mark.side === 'below' ? -64 : mark.y - tops.get(mark.x));
  const named = (mark) => (mark.side === 'below' ? { letters: 18, lines: 3 } : { letters: NARROW.letters, lines: 2 });
  return { nodes: picture.nodes.map((mark) => ({ ...mark, x: across(mark), y: down(mark) * NARROW.row, ...named(mark) })), regions };
}

function sceneOf(from) {
  const filters = filtersOf(from);
  const picture = pictureOf(from);
  const { marks, regions: drawn, frames, leftOut } = marksOf(from, picture, filters);
  const ties = [];
  const taken = new Set();
  for (const tie of picture.edges) {
    if (!marks.has(tie.from) || !marks.has(tie.to)) continue;
    const count = tally(tie, filters);
    if (hasSupport(tie) && count.reviews < 1) continue;
    const solid = filters.stated && (count.stated > 0 || !hasSupport(tie));
    ties.push({ ...tie, count, basis: solid ? 'stated' : tie.relation === 'similar' ? 'computed' : 'suggested' });
    if (from.open.length) taken.add(`${tie.from} ${tie.to}`);
  }
  for (const id of from.open) {
    const middle = byId.get(id);
    for (const [edge, other] of AT[middle] || []) {
      if (!marks.has(other) || !marks.has(middle) || taken.has(`${edge.from} ${edge.to}`)) continue;
      if (edge.basis === 'stated' ? !filters.stated : !filters.suggested) continue;
      taken.add(`${edge.from} ${edge.to}`);
      ties.push({ ...edge, count: { reviews: 1, stated: 1, items: 1 } });
    }
  }
  const nodes = [...marks.values()];
  const beside = new Map(nodes.map((mark) => [mark.id, []]));
  ties.forEach((tie) => { beside.get(tie.from).push(tie); beside.get(tie.to).push(tie); });
  const groups = new Set(nodes.filter((m) => NODES[m.id].kind === 'theme').map((m) => NODES[m.id].group));
  const regions = [...drawn.filter((region) => !region.group || groups.has(region.group)), ...frames];
  const strongest = ties.reduce((most, tie) => Math.max(most, tie.count.reviews), 1);
  return { name: from.view, of: leftBy(filters), strongest, nodes, ties, marks, beside, regions, leftOut: (picture.left_out || 0) + leftOut, curve: picture.curve };
}
const NO_FILTER = filtersOf(NO_FILTERS);

// Around a node: what it belongs to and who is in it on the left, what it says on the right; two steps go further right.
function around(from) {
  const middle = byId.get(from.focus);
  if (middle === undefined) return { name: 'around', nodes: [], edges: [], unknown: from.focus };
  const { ties, sides, columns } = columnsOf(middle);
  if (from.steps === '2') columns.push([FURTHER, 'right', further(middle, columns[1][2], sides, ties)]);
  const nodes = [{ id: middle, x: 0, y: 0, size: 22, side: 'below', s: own(middle), g: [] }];
  let leftOut = 0;
  for (const [x, side, places] of columns) {
    const rows = places.slice(0, SIDE_ROWS);
    leftOut += places.length - rows.length;
    // Before a further column a name has less room.
    const short = from.steps === '2' && x === 300;
    rows.forEach((id, row) => nodes.push({ id, x, label: short ? shorten(labelOf(id), 30) : undefined, y: (row - (rows.length - 1) / 2) * ROW, size: ITEM.has(NODES[id].kind) ? 7 : 9, side, s: own(id), g: [] }));
  }
  return { name: 'around', nodes, edges: ties, left_out: leftOut, curve: 'across' };
}
function columnsOf(middle) {
  const ties = [];
  const sides = { left: new Map(), right: new Map() };
  const rightKinds = NODES[middle].kind === 'review' || !ITEM.has(NODES[middle].kind) ? ITEM : new Set(['theme', 'agency']);
  for (const [edge, other] of AT[middle]) {
    const side = rightKinds.has(NODES[other].kind) ? 'right' : 'left';
    if (!sides[side].has(other)) sides[side].set(other, 1);
    ties.push(tieOf(edge));
  }
  if (!ITEM.has(NODES[middle].kind) && NODES[middle].kind !== 'review') throughItems(middle, sides, ties);
  return { ties, sides, columns: [[-300, 'left', ordered(sides.left)], [300, 'right', ordered(sides.right)]] };
}
// The nodes from which a second step is taken.
const firstsOf = (from) => (byId.has(from.focus) ? columnsOf(byId.get(from.focus)).columns[1][2].slice(0, SIDE_ROWS) : []);
const tieOf = (edge) => {
  const rows = own(edge.from).length ? own(edge.from) : own(edge.to);
  return { ...edge, s: edge.basis === 'stated' ? rows : [], g: edge.basis === 'stated' ? [] : rows };
};
const ordered = (side) => [...side.keys()].sort((a, b) =>
  KIND_ORDER.indexOf(NODES[a].kind) - KIND_ORDER.indexOf(NODES[b].kind) || (NODES[b].year || 0) - (NODES[a].year || 0) || a - b);

// A theme's or agency's reviews are known through its items: one tie each, counting them.
function throughItems(middle, sides, ties) {
  const found = new Map();
  for (const [edge, other] of AT[middle]) {
    const review = ITEM.has(NODES[other].kind) ? NODES[other].parent : undefined;
    if (review === undefined || sides.left.has(review)) continue;
    if (!found.has(review)) found.set(review, { from: review, to: middle, relation: NODES[middle].kind === 'theme' ? 'raises' : 'named', s: [], g: [] });
    found.get(review)[edge.basis === 'stated' ? 's' : 'g'].push(review, KIND_ORDER.indexOf(NODES[other].kind), 1);
  }
  for (const [review, tie] of found) { sides.left.set(review, 1); ties.push(tie); }
}
function further(middle, firsts, sides, ties) {
  const far = new Map();
  for (const first of firsts.slice(0, SIDE_ROWS)) {
    for (const [edge, other] of AT[first]) {
      if (other === middle) continue;
      const known = sides.left.has(other) || sides.right.has(other);
      if (edge.relation === 'raised-in' || (known && !far.has(other))) { if (known) ties.push(tieOf(edge)); continue; }
      far.set(other, (far.get(other) || 0) + 1);
      ties.push(tieOf(edge));
    }
  }
  return [...far.entries()].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([id]) => id);
}
