// A shape for each kind, so that colour never speaks alone; the same outline for canvas and for SVG.
const round = (value) => Math.round(value * 10) / 10;
// Corners and the turn of the first; a card has its own outline; a circle has none.
const SHAPES = {
  review: 'card', agency: [6, 0], area: [8, Math.PI / 8], recommendation: [4, 0], question: [3, -Math.PI / 2], 'good-practice': [5, -Math.PI / 2], purpose: [4, Math.PI / 4],
};
const CARD = 0.8; // its width over its height
function outline(kind, x, y, r) {
  const shape = SHAPES[kind];
  if (!shape) return null;
  if (shape === 'card') return [[x - r * CARD, y - r], [x + r * CARD, y - r], [x + r * CARD, y + r], [x - r * CARD, y + r]];
  const [corners, turn] = shape;
  return Array.from({ length: corners }, (_, i) => {
    const angle = turn + (i * 2 * Math.PI) / corners;
    return [x + r * Math.cos(angle), y + r * Math.sin(angle)];
  });
}
function path(context, kind, x, y, r) {
  const points = outline(kind, x, y, r);
  context.beginPath();
  if (!points) context.arc(x, y, r, 0, 2 * Math.PI);
  else points.forEach(([px, py], i) => (i ? context.lineTo(px, py) : context.moveTo(px, py)));
  context.closePath();
}
function svgShape(kind, x, y, r) {
  const points = outline(kind, x, y, r);
  if (!points) return svg('circle', { cx: round(x), cy: round(y), r: round(r) });
  return svg('polygon', { points: points.map(([px, py]) => `${round(px)},${round(py)}`).join(' ') });
}
function svg(tag, attributes = {}, text) {
  const node = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined) node.setAttribute(key, value);
  if (text !== undefined) node.textContent = text;
  return node;
}
const markColour = (scene, mark) => {
  // Dots of recommendations take their theme's colour where the question is what is asked.
  if (scene.name === 'who-is-asked' && ITEM.has(NODES[mark.id].kind)) {
    const group = [...groupsOf[mark.id]][0];
    return token(`--group-${group}`) || token('--group-other');
  }
  return colourOf(mark.id);
};
// A circle is sized by reviews, by pieces of learning while only one review is held.  Its disc and number are what is
// stated; the pale ring around it, and the number after "+", is what is only suggested.
const measured = (mark) => (GRAPH.held === 1
  ? { stated: mark.count.statedItems, extra: mark.count.items - mark.count.statedItems }
  : { stated: mark.count.stated, extra: mark.count.extra });
const discOf = (mark) => {
  if (!mark.counted) return mark.size;
  const { stated, extra } = measured(mark);
  return mark.size * Math.sqrt(stated / (stated + extra || 1));
};
// Where the two numbers of a circle stand: [text, x, y, size, colour, framed].
function numbersOf(mark, scale) {
  if (!mark.counted || mark.size * scale <= 8.5) return [];
  const { stated, extra } = measured(mark);
  const size = Math.min(mark.size * 0.9, 17);
  const found = [];
  if (stated) found.push([String(stated), mark.x, mark.y + size * 0.35, size, token('--paper'), false]);
  if (extra) {
    const place = stated ? [mark.x + mark.size * 0.72, mark.y - mark.size * 0.52] : [mark.x, mark.y + size * 0.35];
    found.push([`+${extra}`, ...place, stated ? Math.min(size, 12.5) : size, stated ? token('--suggested') : token('--ink'), true]);
  }
  return found;
}
function drawRing(context, mark, colour) {
  path(context, 'theme', mark.x, mark.y, mark.size);
  context.globalAlpha *= 0.22;
  context.fillStyle = colour;
  context.fill();
  context.globalAlpha /= 0.22;
  context.setLineDash([3, 2.5]);
  context.lineWidth = 1.2;
  context.strokeStyle = colour;
  context.stroke();
  context.setLineDash([]);
}
function drawMark(context, scene, mark, { faint, chosen, scale }) {
  const node = NODES[mark.id];
  const colour = markColour(scene, mark);
  context.globalAlpha = faint ? 0.18 : 1;
  const disc = discOf(mark);
  if (disc < mark.size) drawRing(context, mark, colour);
  path(context, node.kind, mark.x, mark.y, disc);
  context.fillStyle = node.placeholder ? token('--paper') : colour;
  context.fill();
  context.lineWidth = node.placeholder ? 1.6 : 1;
  context.strokeStyle = node.placeholder ? colour : token('--paper');
  if (node.placeholder) context.setLineDash([3, 2]);
  context.stroke();
  context.setLineDash([]);
  context.textAlign = 'center';
  context.textBaseline = 'alphabetic';
  for (const [text, x, y, size, ink, framed] of numbersOf(mark, scale)) {
    context.font = `600 ${size}px ${FONT}`;
    if (framed) {
      context.lineWidth = 3;
      context.strokeStyle = token('--paper');
      context.strokeText(text, x, y);
    }
    context.fillStyle = ink;
    context.fillText(text, x, y);
  }
  if (mark.pinned || chosen) {
    path(context, node.kind, mark.x, mark.y, mark.size + 4);
    context.lineWidth = chosen ? 3 : 1.5;
    context.strokeStyle = chosen ? token('--focus') : token('--ink-soft');
    context.stroke();
  }
  context.globalAlpha = 1;
}
function drawRegions(context, scene, scale) {
  for (const region of scene.regions) {
    const colour = region.group ? token(`--group-${region.group}`) || token('--group-other') : token('--line-strong');
    context.globalAlpha = 0.07;
    context.fillStyle = colour;
    context.beginPath();
    context.roundRect(region.x - region.width / 2, region.y - region.height / 2, region.width, region.height, 14);
    context.fill();
    context.globalAlpha = 1;
    const { size, lines } = titleOf(region, scale);
    context.font = `600 ${size}px ${FONT}`;
    context.textAlign = 'left';
    context.textBaseline = 'alphabetic';
    context.fillStyle = region.group ? colour : token('--ink-soft');
    lines.forEach((line, row) => context.fillText(line, region.x - region.width / 2 + inset(region), region.y - region.height / 2 + size * (0.95 + row * 1.15) + 7));
  }
}
const inset = (region) => Math.min(12, region.width / 12);
// A region's title in one line or two, as large as it fits; nothing when that would be too small to read.
function titleOf(region, scale) {
  const fitted = [[region.title], wrapped(region.title, 25, 2)].map((lines) => {
    const room = (region.width - 2 * inset(region) + 2) / Math.max(...lines.map((line) => widthOf(line, 1, true)));
    return { size: Math.min(Math.max(14.5, 12.5 / scale), room, 48), lines };
  });
  const best = fitted[1].size > fitted[0].size ? fitted[1] : fitted[0];
  if (best.size * scale >= 11) return best;
  return { size: 1, lines: [] };
}
const DASHES = { stated: false, suggested: [7, 5], computed: [2, 4] };
// As thick as its share of the strongest tie here; no thicker than the numbers deserve in a small corpus.
const tieWidth = (tie) => 0.8 + Math.min(0.9 * Math.sqrt(tie.count.reviews || 1), 3.6 * Math.sqrt((tie.count.reviews || 1) / (scene.strongest || 1)));
const tieColour = (tie) => token(`--${tie.basis}`) || token('--stated');
const isDirected = (tie) => !['raised-together', 'raised-in', 'raises', 'about', 'within', 'part-of', 'similar', 'asked', 'contributed'].includes(tie.relation);
