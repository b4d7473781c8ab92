// Labels are placed in screen pixels at every zoom, the weightiest first, and one that would touch another waits.
const measure = document.createElement('canvas').getContext('2d');
const FONT = token('--font') || 'sans-serif';
const widths = new Map();
function widthOf(line, size, bold) {
  const key = `${bold ? 'b' : ''}${line}`;
  if (!widths.has(key)) {
    measure.font = `${bold ? 600 : 400} 100px ${FONT}`;
    widths.set(key, measure.measureText(line).width / 100);
  }
  return widths.get(key) * size;
}
function wrapped(text, width, lines) {
  const done = [''];
  for (let word of text.split(/\s+/)) {
    if (word.length > width) word = word.slice(0, width - 1) + '…';
    if (done[done.length - 1] && done[done.length - 1].length + 1 + word.length > width) done.push(word);
    else done[done.length - 1] = `${done[done.length - 1]} ${word}`.trim();
  }
  if (done.length <= lines) return done;
  return [...done.slice(0, lines - 1), shorten(done[lines - 1] + ' …', width)];
}

const LEAST_TEXT = 12; // pixels on the screen, at any zoom
const MOST_TEXT = 22;
const textSize = (scale) => Math.min(Math.max(13, LEAST_TEXT / scale), MOST_TEXT / scale);
const MOST_LABELS = 400; // in one picture; more are no longer read
// The lines of a mark's name.
function linesOf(mark, hot) {
  const sideways = mark.side !== 'below' && mark.side !== 'none';
  const inLines = mark.side === 'beside';
  const letters = mark.letters || (inLines ? 22 : sideways ? 48 : 18);
  return wrapped((!hot && mark.label) || labelOf(mark.id, 90), letters, mark.lines || (inLines || !sideways ? 3 : 1));
}
// How far a circle's second number stands out on its right.
const standsOut = (mark) => {
  const second = numbersOf(mark, 1).find(([, x]) => x > mark.x);
  return second ? Math.max(0, second[1] + widthOf(second[0], second[3], true) / 2 - mark.x - mark.size - 2) : 0;
};
// Boxes by the squares of a grid that they touch, so that a new one is compared with its neighbours only.
function crowd(square) {
  const squares = new Map();
  const touched = (box) => {
    const found = [];
    for (let x = Math.floor(box.left / square); x <= Math.floor(box.right / square); x += 1) {
      for (let y = Math.floor(box.top / square); y <= Math.floor(box.bottom / square); y += 1) found.push(x * 100003 + y);
    }
    return found;
  };
  return {
    add(box) {
      for (const key of touched(box)) {
        const there = squares.get(key);
        if (there) there.push(box); else squares.set(key, [box]);
      }
    },
    clear: (box, own) => touched(box).every((key) => (squares.get(key) || []).every((other) =>
      other.own === own || box.left >= other.right || box.right <= other.left || box.top >= other.bottom || box.bottom <= other.top)),
  };
}
// scale: screen pixels per unit.  Returns [{mark, lines, x, y, size, align, bold}] in picture units.
function placeLabels(scene, scale, view, hot) {
  const inView = scene.nodes.filter((mark) => mark.x >= view.left && mark.x <= view.right && mark.y >= view.top && mark.y <= view.bottom);
  const size = textSize(scale);
  const taken = crowd(size * 8);
  // A label keeps clear of the other marks too.
  for (const mark of inView) if (mark.size > 6) taken.add({ own: mark.id, left: mark.x - mark.size, right: mark.x + mark.size, top: mark.y - mark.size, bottom: mark.y + mark.size });
  const placed = [];
  const rank = (mark) => {
    if (hot && mark.id === hot.middle) return 3e6;
    if (hot && hot.near.has(mark.id)) return 2e6 + mark.size;
    return mark.size + (NODES[mark.id].kind === 'review' ? 1 : 0);
  };
  for (const mark of inView.sort((a, b) => rank(b) - rank(a) || a.id - b.id)) {
    if (placed.length >= MOST_LABELS) break;
    const isHot = hot && (mark.id === hot.middle || hot.near.has(mark.id));
    if (mark.side === 'none' && !isHot) continue;
    const bold = hot && mark.id === hot.middle;
    const sideways = mark.side !== 'below' && mark.side !== 'none';
    const lines = linesOf(mark, isHot);
    const wide = Math.max(...lines.map((line) => widthOf(line, size, bold)));
    const tall = lines.length * size * 1.2;
    const gap = 5 / Math.min(1, scale) + (mark.pinned ? 3 : 0);
    const box = sideways
      ? { top: mark.y - tall / 2, bottom: mark.y + tall / 2, left: mark.side === 'left' ? mark.x - mark.size - gap - wide : mark.x + mark.size + gap + standsOut(mark) }
      : { top: mark.y + mark.size + gap, bottom: mark.y + mark.size + gap + tall, left: mark.x - wide / 2 };
    box.right = box.left + wide;
    box.own = mark.id;
    if (!taken.clear(box, mark.id) && !bold) continue;
    taken.add(box);
    placed.push({ mark, lines, box, size, bold, align: sideways ? (mark.side === 'left' ? 'right' : 'left') : 'center' });
  }
  return placed;
}
function labelAnchor(label) {
  const x = label.align === 'left' ? label.box.left : label.align === 'right' ? label.box.right : (label.box.left + label.box.right) / 2;
  return { x, y: label.box.top + label.size * 0.95 };
}
function drawLabels(context, labels, scale, faint) {
  context.lineJoin = 'round';
  for (const label of labels) {
    const at = labelAnchor(label);
    context.font = `${label.bold ? 600 : 400} ${label.size}px ${FONT}`;
    context.textAlign = label.align;
    context.textBaseline = 'alphabetic';
    context.lineWidth = Math.max(3, 3 / scale);
    context.strokeStyle = token('--paper');
    context.fillStyle = faint(label.mark) ? token('--ink-soft') : token('--ink');
    context.globalAlpha = faint(label.mark) ? 0.35 : 1;
    label.lines.forEach((line, row) => {
      context.strokeText(line, at.x, at.y + row * label.size * 1.2);
      context.fillText(line, at.x, at.y + row * label.size * 1.2);
    });
  }
  context.globalAlpha = 1;
}
