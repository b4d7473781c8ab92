// Where the page finds what it does not know yet.  A file carries it in blocks that wait; a served page asks its server.
// Both have: lacking(ids) -> the ids whose neighbours are not all here; bring(ids); find(words) -> places; picture(name).
const fileSource = (() => {
  let whole = false;
  const open = () => { if (!whole) { whole = true; learn(read('rest'), false); } };
  return {
    lacking: (ids) => (whole ? [] : ids),
    bring: () => open(),
    find(query) { open(); return find(query); },
    picture() { open(); hang(read('every')); },
    changed: () => false,
  };
})();
const serverSource = (() => {
  const known = new Set();
  let generation = LIVE;
  async function ask(path, query) {
    const answer = await fetch(`view/${path}?${new URLSearchParams(query)}`);
    if (!answer.ok) throw new Error(`${answer.status}`);
    const piece = await answer.json();
    generation = piece.live;
    return piece;
  }
  return {
    lacking: (ids) => ids.filter((id) => !known.has(id)),
    async bring(ids) {
      learn(await ask('neighbours', ids.map((id) => ['of', id])));
      ids.forEach((id) => known.add(id)); // also what the server does not know: asking again would not help
    },
    async find(query) {
      const piece = await ask('search', [['q', query]]);
      return learn(piece).slice(0, piece.hits);
    },
    async picture() {
      const piece = await ask('every-node', []);
      hang(piece.picture, learn(piece));
    },
    changed: () => generation !== LIVE,
  };
})();
const source = LIVE ? serverSource : fileSource;

// What a state needs before it can be drawn: nodes whose neighbours it shows, and the picture of every node.
// Returns undefined when all of it is here, else a promise; in a file it is here at once.
function gather(next) {
  const middles = [next.sel, ...next.open, next.view === 'around' ? next.focus : ''].filter(Boolean);
  const steps = [
    () => { const ids = source.lacking(middles); return ids.length ? source.bring(ids) : undefined; },
    () => {
      if (next.view !== 'around' || next.steps !== '2') return undefined;
      const ids = source.lacking(firstsOf(next).map((place) => NODES[place].id));
      return ids.length ? source.bring(ids) : undefined;
    },
    () => (next.view === 'around' || next.view in PICTURES ? undefined : source.picture(next.view)),
  ];
  const run = (from) => {
    for (let step = from; step < steps.length; step += 1) {
      const waiting = steps[step]();
      if (waiting instanceof Promise) return waiting.then(() => run(step + 1));
    }
    return undefined;
  };
  return run(0);
}
