// What the reader sees is one state, kept in the address after "#": back, forward and a shared link all restore it.
const NO_FILTERS = { kinds: [], groups: [], agency: '', area: '', from: '', to: '', basis: '', min: '' };
const START = { view: read('start').view, focus: read('start').focus, steps: '1', sel: '', hide: [], open: [], pins: {}, ...NO_FILTERS };
const LISTS = ['kinds', 'groups', 'hide', 'open'];
let state = { ...START };

function decode(hash) {
  const given = new URLSearchParams(hash.replace(/^#/, ''));
  const next = { ...START, pins: {} };
  for (const [key, value] of given) {
    if (LISTS.includes(key)) next[key] = value ? value.split('~') : [];
    else if (key === 'pins') {
      for (const pin of value.split('~')) {
        const [id, x, y] = pin.split('@');
        if (Number.isFinite(+x) && Number.isFinite(+y)) next.pins[id] = [+x, +y];
      }
    } else if (key in START) next[key] = value;
  }
  if (given.has('focus') && !given.has('view')) next.view = 'around';
  if (!(next.view in WORDS.views)) next.view = START.view;
  return next;
}

function encode(from) {
  const parts = new URLSearchParams();
  for (const key of Object.keys(START)) {
    if (LISTS.includes(key)) { if (from[key].length) parts.set(key, from[key].join('~')); }
    else if (key === 'pins') {
      const pins = Object.entries(from.pins).map(([id, [x, y]]) => `${id}@${Math.round(x)}@${Math.round(y)}`);
      if (pins.length) parts.set('pins', pins.join('~'));
    } else if (key === 'view' || from[key] !== START[key]) parts.set(key, from[key]);
  }
  return '#' + parts.toString().replaceAll('%2F', '/').replaceAll('%7E', '~').replaceAll('%40', '@');
}

// Change the state: the address changes, and the page follows the address.
function go(change) {
  const hash = encode({ ...state, ...change });
  if (hash === location.hash) follow();
  else location.hash = hash;
}
let turn = 0;
let trouble = ''; // what kept the last state from being shown
function follow() {
  turn += 1;
  const mine = turn;
  const next = decode(location.hash);
  const arrive = (fault = '') => { const before = state; state = next; trouble = fault; show(before); };
  const waiting = gather(next);
  if (!waiting) { arrive(); return; }
  busy(true);
  waiting.then(() => { if (mine === turn) arrive(); }, (fault) => {
    if (mine !== turn) return;
    if (!(fault instanceof TypeError) && !/^\d+$/.test(fault.message)) throw fault; // not the server's doing
    if (next.view !== 'around' && !(next.view in PICTURES)) next.view = scene ? state.view : START.view;
    arrive(WORDS.messages.unreachable);
  }).finally(() => { if (mine === turn) busy(false); });
}
function busy(on) {
  $('picture').setAttribute('aria-busy', String(on));
  document.documentElement.classList.toggle('busy', on);
}
const selected = () => (byId.has(state.sel) ? byId.get(state.sel) : undefined);
const toggled = (list, value) => (list.includes(value) ? list.filter((x) => x !== value) : [...list, value]);
