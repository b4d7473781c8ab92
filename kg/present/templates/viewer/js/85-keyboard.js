// The picture by keyboard: arrows walk to the nearest mark in that direction, Enter chooses, and letters act on it.
function startKeyboard() {
  const stage = $('picture');
  const WAYS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
  const walk = ([dx, dy]) => {
    const from = scene.marks.get(selected()) || scene.nodes[0];
    if (!from) return;
    if (selected() === undefined) return choose(from.id);
    let best;
    for (const mark of scene.nodes) {
      const [x, y] = [mark.x - from.x, mark.y - from.y];
      const along = x * dx + y * dy;
      if (mark.id === from.id || along <= 0) continue;
      const score = along + 2.5 * Math.abs(x * dy - y * dx);
      if (!best || score < best[0]) best = [score, mark.id];
    }
    if (best) choose(best[1]);
  };
  const choose = (place) => {
    go({ sel: NODES[place].id });
    renderer.reach(place);
  };
  stage.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const here = selected();
    const id = here === undefined ? undefined : NODES[here].id;
    const acts = {
      '+': () => renderer.zoom(1.25), '=': () => renderer.zoom(1.25), '-': () => renderer.zoom(0.8), 0: () => renderer.fit(),
      Escape: () => go({ sel: '' }),
      Enter: () => { if (id) $('panel-title')?.focus(); else if (scene.nodes[0]) choose(scene.nodes[0].id); },
    };
    if (id) Object.assign(acts, { e: () => go({ open: toggled(state.open, id) }), h: () => go({ hide: toggled(state.hide, id), sel: '' }), a: () => go({ view: 'around', focus: id, steps: '1', open: [] }) });
    const act = WAYS[event.key] ? () => walk(WAYS[event.key]) : acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
}
