// The scene: which marks and ties are drawn now, where, how large, and what they count.
const ROW = 36;
const SIDE_ROWS = 40;

function sceneOf(from) {
  const filters = filtersOf(from);
  const picture = from.view === 'around' ? around(from) : PICTURES[from.view];
  const hidden = new Set(from.hide.map((id) => byId.get(id)));
  const marks = new Map();
  for (const mark of picture.nodes) place(mark);
  for (const id of from.open) expand(byId.get(id));

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

  // Neighbours of an opened node that are not in the picture yet, on a sunflower around it.
  function expand(middle) {
    const centre = marks.get(middle);
    if (!centre) return;
    const fresh = [...new Set(AT[middle].map(([, other]) => other))].filter((other) => !marks.has(other)).slice(0, 60);
    fresh.forEach((other, turn) => {
      const reach = centre.size + 46 + 13 * Math.sqrt(turn) * 1.7;
      const angle = turn * 2.39996 - Math.PI / 2;
      place({ id: other, x: centre.x + reach * Math.cos(angle), y: centre.y + reach * Math.sin(angle), size: ITEM.has(NODES[other].kind) ? 6 : 8, side: 'below', s: own(other), g: [] });
    });
  }

  const ties = [];
  const taken = new Set();
  for (const tie of picture.edges) {
    if (!marks.has(tie.from) || !marks.has(tie.to)) continue;
    const count = tally(tie, filters);
    if (hasSupport(tie) && count.reviews < 1) continue;
    const solid = filters.stated && (count.stated > 0 || !hasSupport(tie));
    ties.push({ ...tie, count, basis: solid ? 'stated' : tie.relation === 'similar' ? 'computed' : 'suggested' });
    taken.add(`${tie.from} ${tie.to}`);
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
  const regions = (picture.regions || []).filter((region) => !region.group || groups.has(region.group));
  const strongest = ties.reduce((most, tie) => Math.max(most, tie.count.reviews), 1);
  return { name: from.view, of: leftBy(filters), strongest, nodes, ties, marks, beside, regions, leftOut: picture.left_out || 0, curve: picture.curve };
}
const NO_FILTER = filtersOf(NO_FILTERS);

// Around a node: what it belongs to and who is in it on the left, what it says on the right; two steps go further right.
function around(from) {
  const middle = byId.get(from.focus);
  if (middle === undefined) return { name: 'around', nodes: [], edges: [], unknown: from.focus };
  const ties = [];
  const sides = { left: new Map(), right: new Map() };
  const rightKinds = NODES[middle].kind === 'review' || !ITEM.has(NODES[middle].kind) ? ITEM : new Set(['theme', 'agency']);
  for (const [edge, other] of AT[middle]) {
    const side = rightKinds.has(NODES[other].kind) ? 'right' : 'left';
    if (!sides[side].has(other)) sides[side].set(other, 1);
    ties.push(tieOf(edge));
  }
  if (!ITEM.has(NODES[middle].kind) && NODES[middle].kind !== 'review') throughItems(middle, sides, ties);
  const columns = [[-300, 'left', ordered(sides.left)], [300, 'right', ordered(sides.right)]];
  if (from.steps === '2') columns.push([760, 'right', further(middle, columns[1][2], sides, ties)]);
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
