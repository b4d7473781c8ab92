// Filters count over the reviews behind each mark, so that sizes and numbers change with them.
// Support is a flat list: review, kind, items, review, kind, items, …
function filtersOf(from) {
  const agency = byId.get(from.agency);
  const area = byId.get(from.area);
  const since = from.from === '' ? -Infinity : +from.from;
  const until = from.to === '' ? Infinity : +from.to;
  const dated = from.from !== '' || from.to !== '';
  return {
    review(place) {
      const review = NODES[place];
      if (area !== undefined && review.parent !== area) return false;
      if (agency !== undefined && !(agenciesOf.get(place) || new Set()).has(agency)) return false;
      if (!dated) return true;
      return review.year !== undefined && review.year >= since && review.year <= until;
    },
    kinds: new Set(from.kinds),
    groups: new Set(from.groups),
    stated: from.basis !== 'suggested',
    suggested: from.basis !== 'stated',
    least: Math.max(1, +from.min || 1),
  };
}

// How many reviews and items a mark or tie rests on under these filters: stated apart from suggested, always.
function tally(mark, filters) {
  const reviews = new Set();
  const items = [0, 0];
  const add = (rows, which) => {
    for (let i = 0; i < rows.length; i += 3) {
      const kind = KIND_ORDER[rows[i + 1]];
      if (ITEM.has(kind) && filters.kinds.has(kind)) continue;
      if (!filters.review(rows[i])) continue;
      reviews.add(rows[i]);
      items[which] += rows[i + 2];
    }
  };
  if (filters.stated) add(mark.s || [], 0);
  const stated = reviews.size;
  if (filters.suggested) add(mark.g || [], 1);
  return { reviews: reviews.size, stated, extra: reviews.size - stated, items: items[0] + items[1], statedItems: items[0] };
}
// The reviews that the filters leave: what every figure is out of.
const leftBy = (filters) => NODES.reduce((count, node, place) => count + (node.kind === 'review' && !node.placeholder && filters.review(place) ? 1 : 0), 0);
const hasSupport = (mark) => (mark.s && mark.s.length > 0) || (mark.g && mark.g.length > 0);

// Whether a node stays, its own kind and group considered.
function keeps(place, filters) {
  const node = NODES[place];
  if (filters.kinds.has(node.kind)) return false;
  if (filters.groups.size && node.kind === 'theme' && filters.groups.has(node.group)) return false;
  if (filters.groups.size && ITEM.has(node.kind)) {
    const groups = groupsOf[place];
    if (groups.size && [...groups].every((group) => filters.groups.has(group))) return false;
  }
  const review = reviewOf(place);
  return review === undefined || filters.review(review);
}
