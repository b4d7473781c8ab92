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

// How many reviews and items a mark or tie rests on under these filters.
function tally(mark, filters) {
  const reviews = new Set();
  const stated = new Set();
  let items = 0;
  const add = (rows, into) => {
    for (let i = 0; i < rows.length; i += 3) {
      const kind = KIND_ORDER[rows[i + 1]];
      if (ITEM.has(kind) && filters.kinds.has(kind)) continue;
      if (!filters.review(rows[i])) continue;
      reviews.add(rows[i]);
      if (into) into.add(rows[i]);
      items += rows[i + 2];
    }
  };
  if (filters.stated) add(mark.s || [], stated);
  if (filters.suggested) add(mark.g || []);
  return { reviews: reviews.size, stated: stated.size, items };
}
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
