// Filters, each with how many nodes of the picture it concerns, and the legend in words.
const bounds = (() => {
  const years = NODES.filter((node) => node.kind === 'review' && node.year !== undefined).map((node) => node.year);
  return years.length ? [Math.min(...years), Math.max(...years)] : null;
})();
function startFilters() {
  const options = (kind) => NODES.map((node, place) => [node, place]).filter(([node]) => node.kind === kind)
    .sort((a, b) => a[0].label.localeCompare(b[0].label, 'en-GB'));
  const reviews = (place, kind) => NODES.reduce((count, node, at) => count + (node.kind === 'review' && (kind === 'area' ? node.parent === place : (agenciesOf.get(at) || new Set()).has(place)) ? 1 : 0), 0);
  for (const kind of ['area', 'agency']) {
    const select = $(`filter-${kind}`);
    select.replaceChildren(el('option', { value: '' }, `All ${kindWord(kind, 2)}`),
      ...options(kind).map(([node, place]) => [node, reviews(place, kind)]).filter(([, count]) => count)
        .map(([node, count]) => el('option', { value: node.id }, `${shorten(node.label, 60)} (${count})`)));
    select.addEventListener('change', () => go({ [kind]: select.value }));
  }
  for (const key of ['from', 'to', 'min', 'basis']) $(`filter-${key}`).addEventListener('change', (event) => go({ [key]: event.target.value }));
  if (bounds) for (const key of ['from', 'to']) { $(`filter-${key}`).min = bounds[0]; $(`filter-${key}`).max = bounds[1]; }
  for (const key of ['from', 'to']) $(`filter-${key}`).placeholder = bounds ? bounds[key === 'from' ? 0 : 1] : '–';
  $('filter-clear').addEventListener('click', () => go({ ...NO_FILTERS, hide: [] }));
}
const BASIS_NAMES = Object.fromEntries([...$('filter-basis').options].map((option) => [option.value, option.textContent]));
function drawFilters() {
  for (const key of ['area', 'agency', 'from', 'to', 'min', 'basis']) $(`filter-${key}`).value = state[key];
  const free = sceneOf({ ...state, kinds: [], groups: [] });
  const kinds = new Map();
  const groups = new Map();
  for (const mark of free.nodes) {
    const node = NODES[mark.id];
    kinds.set(node.kind, (kinds.get(node.kind) || 0) + 1);
    for (const group of node.kind === 'theme' || ITEM.has(node.kind) ? groupsOf[mark.id] : []) groups.set(group, (groups.get(group) || 0) + 1);
    // A theme's circle counts items of several kinds: each can be left out of the count.
    for (const rows of [mark.s || [], mark.g || []]) for (let i = 0; i < rows.length; i += 3) {
      const kind = KIND_ORDER[rows[i + 1]];
      if (ITEM.has(kind) && !ITEM.has(node.kind)) kinds.set(kind, kinds.get(kind) || 0);
    }
  }
  const learning = new Map();
  NODES.forEach((node) => { if (ITEM.has(node.kind)) learning.set(node.kind, (learning.get(node.kind) || 0) + 1); });
  boxes('filter-kinds', KIND_ORDER.filter((kind) => kinds.has(kind)), 'kinds', (kind) => capital(kindWord(kind, 2)), (kind) => kinds.get(kind) || learning.get(kind) || 0);
  boxes('filter-groups', Object.keys(GRAPH.groups).filter((group) => groups.has(group)), 'groups', (group) => GRAPH.groups[group], (group) => groups.get(group));
  const bases = { '': free.nodes.length };
  for (const basis of ['stated', 'suggested']) bases[basis] = sceneOf({ ...state, basis }).nodes.length;
  for (const option of $('filter-basis').options) option.textContent = `${BASIS_NAMES[option.value]} (${bases[option.value].toLocaleString('en-GB')})`;
  const active = state.kinds.length + state.groups.length + state.hide.length + ['area', 'agency', 'from', 'to', 'min', 'basis'].filter((key) => state[key]).length;
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
