// Pictures to take away: PNG of what is seen, SVG of the whole, and the chosen rows as CSV.
function save(name, blob) {
  const link = el('a', { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}
const fileName = (ending) => `${[state.view, state.view === 'around' ? state.focus.replace('/', '-') : ''].filter(Boolean).join('-')}.${ending}`;
function savePng() {
  const layers = renderer.canvases();
  const whole = el('canvas', { width: layers[0].width, height: layers[0].height });
  const context = whole.getContext('2d');
  context.fillStyle = token('--paper');
  context.fillRect(0, 0, whole.width, whole.height);
  layers.forEach((layer) => context.drawImage(layer, 0, 0, whole.width, whole.height));
  whole.toBlob((blob) => save(fileName('png'), blob), 'image/png');
}
const acrossTo = (from, to) => {
  const middle = round((from.x + to.x) / 2);
  return `C${middle} ${round(from.y)} ${middle} ${round(to.y)} ${round(to.x)} ${round(to.y)}`;
};
const bentTo = (from, to) => {
  const [x, y] = [(from.x + to.x) / 2 + (to.y - from.y) * 0.12, (from.y + to.y) / 2 - (to.x - from.x) * 0.12];
  return `Q${round(x)} ${round(y)} ${round(to.x)} ${round(to.y)}`;
};
function sceneSvg() {
  const box = boundsOf(scene);
  const [left, top] = [box.x - box.width / 2 - 20, box.y - box.height / 2 - 20];
  const root = svg('svg', { xmlns: 'http://www.w3.org/2000/svg', viewBox: [left, top, box.width + 40, box.height + 40].map(round).join(' '), width: round(box.width + 40), height: round(box.height + 40), 'font-family': 'system-ui, Segoe UI, Arial, sans-serif' });
  root.append(svg('title', {}, `${WORDS.views[state.view].title}: ${WORDS.views[state.view].question}`));
  root.append(svg('rect', { x: round(left), y: round(top), width: round(box.width + 40), height: round(box.height + 40), fill: token('--paper') }));
  for (const region of scene.regions) {
    const colour = region.group ? token(`--group-${region.group}`) || token('--group-other') : token('--line-strong');
    root.append(svg('rect', { x: round(region.x - region.width / 2), y: round(region.y - region.height / 2), width: round(region.width), height: round(region.height), rx: 14, fill: colour, 'fill-opacity': 0.07 }));
    const { size, lines } = titleOf(region, 1);
    lines.forEach((line, row) => root.append(svg('text', { x: round(region.x - region.width / 2 + inset(region)), y: round(region.y - region.height / 2 + size * (0.95 + row * 1.15) + 7), 'font-size': round(size), 'font-weight': 600, fill: region.group ? colour : token('--ink-soft') }, line)));
  }
  for (const tie of scene.ties) {
    const [from, to] = [scene.marks.get(tie.from), scene.marks.get(tie.to)];
    const d = `M${round(from.x)} ${round(from.y)}${scene.curve === 'across' ? acrossTo(from, to) : bentTo(from, to)}`;
    root.append(svg('path', { d, fill: 'none', stroke: tieColour(tie), 'stroke-opacity': 0.4, 'stroke-width': round(tieWidth(tie)), 'stroke-dasharray': DASHES[tie.basis] ? DASHES[tie.basis].join(' ') : undefined }));
  }
  for (const mark of scene.nodes) {
    const disc = discOf(mark);
    if (disc < mark.size) root.append(svg('circle', { cx: round(mark.x), cy: round(mark.y), r: round(mark.size), fill: markColour(scene, mark), 'fill-opacity': 0.22, stroke: markColour(scene, mark), 'stroke-dasharray': '3 2.5' }));
    const shape = svgShape(NODES[mark.id].kind, mark.x, mark.y, disc);
    shape.setAttribute('fill', NODES[mark.id].placeholder ? token('--paper') : markColour(scene, mark));
    shape.setAttribute('stroke', NODES[mark.id].placeholder ? markColour(scene, mark) : token('--paper'));
    shape.append(svg('title', {}, fullName(mark.id)));
    root.append(shape);
    for (const [text, x, y, size, ink, framed] of numbersOf(mark, 1)) {
      root.append(svg('text', { x: round(x), y: round(y), 'font-size': round(size), 'font-weight': 600, 'text-anchor': 'middle', fill: ink, ...(framed && { stroke: token('--paper'), 'stroke-width': 3, 'paint-order': 'stroke' }) }, text));
    }
  }
  const everywhere = { left: -Infinity, right: Infinity, top: -Infinity, bottom: Infinity };
  for (const label of placeLabels(scene, 1, everywhere, null)) {
    const at = labelAnchor(label);
    const anchor = { left: 'start', right: 'end', center: 'middle' }[label.align];
    label.lines.forEach((line, row) => root.append(svg('text', { x: round(at.x), y: round(at.y + row * label.size * 1.2), 'font-size': label.size, 'text-anchor': anchor, fill: token('--ink'), stroke: token('--paper'), 'stroke-width': 3, 'paint-order': 'stroke', 'stroke-linejoin': 'round' }, line)));
  }
  return new XMLSerializer().serializeToString(root);
}
const saveSvg = () => save(fileName('svg'), new Blob([sceneSvg()], { type: 'image/svg+xml' }));

// A cell that a spreadsheet would take for a formula is given an apostrophe.
const cell = (value) => {
  const text = String(value ?? '');
  const safe = /^[=+\-@\t\r]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};
function selectionCsv() {
  const middle = selected();
  const near = middle !== undefined && scene.beside.has(middle) ? new Set([middle, ...scene.beside.get(middle).flatMap((tie) => [tie.from, tie.to])]) : null;
  const marks = sorted(near ? scene.nodes.filter((mark) => near.has(mark.id)) : scene.nodes);
  const head = ['iri', ...COLUMNS.map(([, title]) => title), 'Exact words', 'Page', 'Source'];
  const rows = marks.map((mark) => {
    const node = NODES[mark.id];
    return [GRAPH.base + node.id, ...COLUMNS.map(([, , value]) => value(mark)), node.text, node.page, node.source];
  });
  return '\ufeff' + [head, ...rows].map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n';
}
const saveCsv = () => save(fileName('csv'), new Blob([selectionCsv()], { type: 'text/csv' }));
