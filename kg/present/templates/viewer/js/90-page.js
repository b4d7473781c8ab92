// The page follows the state.
let scene = null;
let renderer = null;
let shownTie = null;
const LARGE = read('start').large; // marks from which WebGL draws faster than vis-network

const on = {
  chosen(place) { shownTie = null; go({ sel: place === undefined ? '' : NODES[place].id }); },
  tie(tie) {
    shownTie = tie;
    const ids = source.lacking([NODES[tie.from].id, NODES[tie.to].id]);
    const draw = () => { if (shownTie === tie) drawPanel(); };
    const waiting = ids.length ? source.bring(ids) : undefined;
    if (waiting) waiting.then(draw, () => { trouble = WORDS.messages.unreachable; drawMessage(); }); else draw();
  },
  opened(place) { go({ open: toggled(state.open, NODES[place].id), sel: NODES[place].id }); },
  focused(place) { go({ view: 'around', focus: NODES[place].id, sel: NODES[place].id, steps: '1', open: [] }); },
  pinned(places) {
    const pins = { ...state.pins };
    for (const [id, at] of Object.entries(places)) pins[NODES[id].id] = at.map(Math.round);
    go({ pins });
  },
};
function rendererFor(next) {
  const large = next.nodes.length > LARGE && canWebGL && wakeWebGL();
  const wanted = large ? 'webgl' : 'vis';
  if (renderer && renderer.name === wanted) return renderer;
  if (renderer) renderer.destroy();
  $('picture').replaceChildren();
  return large ? sigmaRenderer($('picture'), on) : visRenderer($('picture'), on);
}

const FULLER = { 'recurring-themes': 'all-themes', lineage: 'all-lineage', everything: 'all' };
const DRAWN_BY = ['view', 'focus', 'steps', 'hide', 'open', 'pins', ...Object.keys(NO_FILTERS)];
function show(before) {
  const changed = !scene || DRAWN_BY.some((key) => JSON.stringify(before[key]) !== JSON.stringify(state[key]));
  if (changed) {
    const first = !scene;
    scene = sceneOf(state);
    const refit = first || ['view', 'focus', 'steps', 'open'].some((key) => String(before[key]) !== String(state[key]));
    if (refit) shownTie = null;
    // What stands around the picture first: it leaves the picture its room.
    drawHead();
    drawLegend();
    renderer = rendererFor(scene);
    renderer.draw(scene, { refit, select: selected(), onto: opened(before) });
    drawFilters();
    drawTable();
  } else {
    renderer.select(selected());
    document.querySelectorAll('#table tr.chosen').forEach((row) => row.classList.remove('chosen'));
  }
  if (before.sel !== state.sel) shownTie = null;
  drawPanel();
  drawMessage();
}

// What has just been opened, with the mark that it belongs to, when the whole would be too small to read.
function opened(before) {
  if (!before.open || state.open.length <= before.open.length) return scene;
  const frame = scene.regions.findLast((region) => region.of !== undefined);
  const whole = fitted(scene, $('picture').clientWidth, $('picture').clientHeight, true);
  if (!frame || whole.scale > 0.4) return scene;
  const inside = (mark) => Math.abs(mark.x - frame.x) <= frame.width / 2 && Math.abs(mark.y - frame.y) <= frame.height / 2;
  return { ...scene, nodes: scene.nodes.filter((mark) => mark.id === frame.of || inside(mark)), regions: [frame] };
}

function drawHead() {
  const words = WORDS.views[state.view];
  const focus = byId.get(state.focus);
  document.title = `${words.title} – ${GRAPH.title}`;
  $('question').textContent = state.view === 'around' && focus !== undefined ? `What is connected to ${ITEM.has(NODES[focus].kind) ? `“${labelOf(focus, 80)}”` : shorten(labelOf(focus), 80)}?` : words.question;
  $('answer').textContent = answer();
  $('left-out').textContent = scene.nodes.length && scene.leftOut ? fill(WORDS.messages.left_out, { count: scene.leftOut.toLocaleString('en-GB') }) : '';
  for (const tab of document.querySelectorAll('[data-view]')) {
    const here = tab.dataset.view === state.view || FULLER[tab.dataset.view] === state.view;
    if (here) {
      tab.setAttribute('aria-current', 'page');
      const bar = tab.closest('.tabs');
      bar.scrollLeft = tab.offsetLeft - bar.offsetLeft - (bar.clientWidth - tab.offsetWidth) / 2;
    } else tab.removeAttribute('aria-current');
  }
  $('steps').hidden = state.view !== 'around' || focus === undefined;
  $('steps').textContent = state.steps === '2' ? 'One step' : 'Two steps';
  const fuller = FULLER[state.view];
  const count = fuller in PICTURES ? PICTURES[fuller].nodes.length : GRAPH.every;
  $('draw-all').hidden = !fuller || count <= PICTURES[state.view].nodes.length;
  if (fuller) $('draw-all').textContent = `Show all ${count.toLocaleString('en-GB')}`;
}

// One sentence that answers the question with what is shown.
function answer() {
  const kinds = (kind) => scene.nodes.filter((mark) => NODES[mark.id].kind === kind);
  const top = (kind) => kinds(kind).sort((a, b) => b.count.stated - a.count.stated || b.count.reviews - a.count.reviews || a.id - b.id);
  const figure = ({ count }) => (count.extra ? `${count.stated}, and suggested in ${count.extra} more` : String(count.stated));
  const name = (mark) => NODES[mark.id].label;
  switch (state.view) {
    case 'recurring-themes': {
      const themes = top('theme').filter((mark) => mark.count.reviews > 1);
      if (GRAPH.held === 1) {
        const [most] = top('theme').sort((a, b) => b.count.statedItems - a.count.statedItems || a.id - b.id);
        return most ? fill(WORDS.messages.one_review, { theme: name(most) }) : '';
      }
      if (!themes.length) return `No theme recurs in more than one review here; ${counted(kinds('theme').length, 'theme')} raised once.`;
      const [first, second, third] = themes;
      return `${name(first)} recurs most: of ${counted(scene.of, 'review')}, stated in ${figure(first)}` + (third ? `. Then ${name(second)} (${figure(second)}) and ${name(third)} (${figure(third)}).` : '.');
    }
    case 'reviews-and-themes': return `${counted(kinds('review').length || kinds('area').length, kinds('review').length ? 'review' : 'area')} and the ${counted(kinds('theme').length, 'theme')} they raise most.`;
    case 'who-is-asked': {
      const [first] = kinds('agency').sort((a, b) => b.count.items - a.count.items || a.id - b.id);
      return first ? `Asked most: ${name(first)}, by ${counted(first.count.items, 'recommendation')}.` : '';
    }
    case 'lineage':
    case 'all-lineage': {
      const repeats = scene.ties.filter((tie) => ['repeats', 'mirrors', 'follows-up'].includes(tie.relation)).length;
      return `${counted(kinds('review').length, 'review')} linked to others; ${repeats} ${repeats === 1 ? 'line says' : 'lines say'} that learning repeats, mirrors or follows up.`;
    }
    case 'everything': if (kinds('area').length) return `${kinds('theme').length} theme groups and ${counted(kinds('area').length, 'area')} that raise them. Expand one to see what is inside.`;
    // falls through
    default: return scene.nodes.length ? `${KIND_ORDER.filter((kind) => kinds(kind).length).map((kind) => counted(kinds(kind).length, kind)).join(', ')}.` : '';
  }
}

function drawMessage() {
  const say = [];
  const picture = pictureOf(state);
  if (trouble) say.push(trouble);
  if (!NODES.length) say.push(WORDS.messages.empty);
  else if (state.view === 'around' && !state.focus) say.push(WORDS.messages.choose);
  else if (picture.unknown) say.push(fill(WORDS.messages.unknown, { name: picture.unknown }));
  else if (!picture.nodes.length) say.push(WORDS.views[state.view].none || WORDS.messages.nothing);
  else if (!scene.nodes.length) say.push(WORDS.messages.nothing);
  else if (scene.nodes.length === 1) say.push(WORDS.messages.single);
  if (state.sel && selected() === undefined) say.push(fill(WORDS.messages.unknown, { name: state.sel }));
  if (source.changed()) say.push(WORDS.messages.rebuilt);
  if (GRAPH.left_out) say.push(fill(WORDS.messages.items_left_out, { count: GRAPH.left_out.toLocaleString('en-GB') }));
  if (scene.nodes.length > LARGE && !canWebGL) say.push(WORDS.messages.webgl);
  $('message').textContent = say.join(' ');
  $('message').hidden = !say.length;
  $('message').classList.toggle('alone', !scene.nodes.length);
}

function drawPanel() {
  const place = selected();
  const panel = $('panel');
  const open = place !== undefined || shownTie;
  const moved = panel.hidden === !!open;
  panel.hidden = !open;
  document.body.classList.toggle('has-panel', !!open);
  if (moved) renderer.resized();
  if (moved && open) keepInSight(place);
  if (open) {
    $('panel-content').replaceChildren(shownTie ? panelForTie(shownTie) : panelFor(place));
    panel.scrollTop = 0;
    $('said').textContent = shownTie ? '' : `${fullName(place)} chosen`;
  }
}

// On a small screen the panel takes the lower half: the picture moves above it, unless the reader is at the table.
const small = matchMedia('(max-width: 60rem)');
function keepInSight(place) {
  const canvas = document.querySelector('.canvas');
  if (!small.matches || canvas.getBoundingClientRect().bottom <= 0) return;
  canvas.scrollIntoView({ block: 'start' });
  if (place !== undefined) renderer.reach(place);
}

const mostRaised = () => (PICTURES['recurring-themes'].nodes[0] ? NODES[PICTURES['recurring-themes'].nodes[0].id].id : NODES[0]?.id || '');

function start() {
  for (const tab of document.querySelectorAll('[data-view]')) {
    tab.addEventListener('click', (event) => {
      event.preventDefault();
      const here = selected();
      const focus = tab.dataset.view === 'around' ? here !== undefined ? NODES[here].id : state.focus || mostRaised() : state.focus;
      go({ view: tab.dataset.view, focus, open: [], pins: {} });
    });
  }
  const press = (id, act) => $(id).addEventListener('click', act);
  press('zoom-in', () => renderer.zoom(1.3));
  press('zoom-out', () => renderer.zoom(1 / 1.3));
  press('zoom-fit', () => renderer.fit());
  press('save-png', savePng);
  press('save-svg', saveSvg);
  press('save-csv', saveCsv);
  press('panel-close', () => { shownTie = null; go({ sel: '' }); $('picture').focus(); });
  press('steps', () => go({ steps: state.steps === '2' ? '1' : '2' }));
  press('draw-all', () => go({ view: FULLER[state.view], open: [] }));
  startFilters();
  startSearch();
  startKeyboard();
  addEventListener('hashchange', follow);
  phone.addEventListener('change', () => { if (scene) show({ ...state, steps: '' }); });
  // Paper is always light: colours are read again when the scheme changes, and when printing begins and ends.
  for (const query of ['(prefers-color-scheme: dark)', 'print']) {
    matchMedia(query).addEventListener('change', () => { tokens.clear(); renderer.repaint(); drawFilters(); drawLegend(); drawTable(); drawPanel(); });
  }
  document.documentElement.classList.add('ready');
  follow();
}
start();
