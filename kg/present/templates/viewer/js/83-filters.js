// Filters, each with how much it would leave, and the legend in words.
const YEARS = [...new Set(NODES.filter((node) => node.kind === 'review' && !node.placeholder && node.year !== undefined).map((node) => node.year))].sort((a, b) => a - b);
const CHOICES = ['area', 'agency', 'from', 'to', 'min', 'basis'];
const BASIS_NAMES = Object.fromEntries([...$('filter-basis').options].map((option) => [option.value, option.textContent]));
function startFilters() {
  for (const key of CHOICES) $(`filter-${key}`).addEventListener('change', (event) => go({ [key]: event.target.value }));
  $('filter-clear').addEventListener('click', () => go({ ...NO_FILTERS, hide: [] }));
}
// A choice among ways: [value, words, how many it leaves].  What is chosen now is always among them.
function choices(key, all, ways) {
  const given = ways.some(([value]) => value === state[key]) || !state[key] ? ways : [...ways, [state[key], byId.has(state[key]) ? NODES[byId.get(state[key])].label : state[key], 0]];
  const option = ([value, words, count]) => el('option', { value }, `${words} (${count.toLocaleString('en-GB')})`);
  $(`filter-${key}`).replaceChildren(...(all === undefined ? [] : [el('option', { value: '' }, all)]), ...given.map(option));
  $(`filter-${key}`).value = state[key];
}
// The held reviews that all filters but these leave: a choice says how many of them it would leave.
const held = (without) => {
  const filters = filtersOf({ ...state, ...Object.fromEntries(without.map((key) => [key, ''])) });
  return [...NODES.keys()].filter((place) => NODES[place].kind === 'review' && !NODES[place].placeholder && filters.review(place));
};
function drawFilters() {
  for (const [key, of] of [['area', (place) => [NODES[place].parent]], ['agency', (place) => agenciesOf.get(place) || []]]) {
    const counts = new Map();
    for (const review of held([key])) for (const place of of(review)) if (place !== undefined) counts.set(place, (counts.get(place) || 0) + 1);
    const ways = [...counts].map(([place, count]) => [NODES[place].id, shorten(NODES[place].label, 60), count]);
    choices(key, `All ${kindWord(key, 2)}`, ways.sort((a, b) => a[1].localeCompare(b[1], 'en-GB')));
  }
  const dated = held(['from', 'to']).map((place) => NODES[place].year);
  const within = (since, until) => dated.filter((year) => year >= since && year <= until).length;
  choices('from', 'Any', YEARS.map((year) => [String(year), String(year), within(year, state.to === '' ? Infinity : +state.to)]));
  choices('to', 'Any', YEARS.map((year) => [String(year), String(year), within(state.from === '' ? -Infinity : +state.from, year)]));

  const marks = (change) => [...marksOf({ ...state, ...change }, pictureOf(state), filtersOf({ ...state, ...change })).marks.values()];
  const numbers = marks({ min: '' }).filter((mark) => ['theme', 'agency', 'area'].includes(NODES[mark.id].kind) && hasSupport(mark)).map((mark) => mark.count.reviews);
  const most = [...new Set(numbers)].sort((a, b) => a - b).filter((least) => least > 1).slice(0, 30);
  choices('min', 'Any', most.map((least) => [String(least), String(least), numbers.filter((count) => count >= least).length]));
  choices('basis', undefined, ['', 'stated', 'suggested'].map((basis) => [basis, BASIS_NAMES[basis], marks({ basis }).length]));

  const kinds = new Map();
  const groups = new Map();
  for (const mark of marks({ kinds: [], groups: [] })) {
    const node = NODES[mark.id];
    kinds.set(node.kind, (kinds.get(node.kind) || 0) + 1);
    for (const group of node.kind === 'theme' || ITEM.has(node.kind) ? groupsOf[mark.id] : []) groups.set(group, (groups.get(group) || 0) + 1);
    // A theme's circle counts items of several kinds: each can be left out of the count.
    if (!ITEM.has(node.kind)) for (const rows of [mark.s || [], mark.g || []]) for (let i = 1; i < rows.length; i += 3) {
      const kind = KIND_ORDER[rows[i]];
      if (ITEM.has(kind) && !kinds.has(kind)) kinds.set(kind, 0);
    }
  }
  boxes('filter-kinds', KIND_ORDER.filter((kind) => kinds.has(kind)), 'kinds', (kind) => capital(kindWord(kind, 2)), (kind) => kinds.get(kind) || GRAPH.counts[kind] || 0);
  boxes('filter-groups', Object.keys(GRAPH.groups).filter((group) => groups.has(group)), 'groups', (group) => GRAPH.groups[group], (group) => groups.get(group));
  const active = state.kinds.length + state.groups.length + state.hide.length + CHOICES.filter((key) => state[key]).length;
  $('filter-clear').hidden = !active;
  $('filter-clear').textContent = active === 1 ? 'Clear 1 filter' : `Clear ${active} filters`;
  $('filters-summary').textContent = active ? `Filters (${active} on)` : 'Filters';
}
function boxes(host, keys, list, name, count) {
  const focused = document.activeElement && document.activeElement.dataset && document.activeElement.dataset.key;
  $(host).replaceChildren(...keys.map((key) => {
    const box = el('input', { type: 'checkbox', 'data-key': `${list}-${key}`, onchange: () => go({ [list]: toggled(state[list], key) }) });
    box.checked = !state[list].includes(key);
    const sign = list === 'groups' ? swatch(key) : kindSign(key);
    return el('label', { class: 'tick' }, box, sign, el('span', {}, name(key)), el('span', { class: 'count' }, count(key).toLocaleString('en-GB')));
  }));
  $(host).closest('fieldset').hidden = keys.length === 0;
  if (focused) { const again = document.querySelector(`[data-key="${CSS.escape(focused)}"]`); if (again) again.focus(); }
}
function swatch(group) {
  const sign = svg('svg', { viewBox: '0 0 16 16', width: 14, height: 14, 'aria-hidden': 'true', focusable: 'false' });
  const shape = svg('circle', { cx: 8, cy: 8, r: 6.5 });
  shape.style.fill = token(`--group-${group}`) || token('--group-other');
  sign.append(shape);
  return sign;
}
function kindSign(kind) {
  const sign = svg('svg', { viewBox: '0 0 16 16', width: 14, height: 14, 'aria-hidden': 'true', focusable: 'false' });
  const shape = svgShape(kind, 8, 8, 6.5);
  shape.style.fill = token(`--kind-${kind}`) || token('--ink-soft');
  sign.append(shape);
  return sign;
}
function drawLegend() {
  const words = WORDS.views[state.view];
  const list = el('ul', { class: 'legend-lines' });
  const bases = new Set(scene.ties.map((tie) => tie.basis));
  for (const basis of ['stated', 'suggested', 'computed']) {
    if (!bases.has(basis)) continue;
    const line = svg('svg', { viewBox: '0 0 40 8', width: 40, height: 8, 'aria-hidden': 'true', focusable: 'false' });
    const stroke = svg('line', { x1: 1, y1: 4, x2: 39, y2: 4, 'stroke-width': 2.5, 'stroke-dasharray': DASHES[basis] ? DASHES[basis].join(' ') : undefined });
    stroke.style.stroke = token(`--${basis}`);
    line.append(stroke);
    list.append(el('li', {}, line, el('span', {}, el('strong', {}, WORDS.bases[basis][0]), `: ${WORDS.bases[basis][1]}`)));
  }
  if (scene.nodes.some((mark) => NODES[mark.id].placeholder)) list.append(el('li', {}, el('span', { class: 'hollow', 'aria-hidden': 'true' }), el('span', {}, el('strong', {}, 'hollow'), ': known only from other documents')));
  $('legend').replaceChildren(el('p', {}, (GRAPH.held === 1 && words.help_one) || words.help), list);
}
