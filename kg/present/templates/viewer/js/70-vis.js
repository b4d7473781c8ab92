// Pictures of ordinary size, drawn by vis-network from the places that pyvis was given; no physics runs here.
function visRenderer(host, on) {
  const nodes = new vis.DataSet();
  const edges = new vis.DataSet();
  const still = matchMedia('(prefers-reduced-motion: reduce)');
  let scene = null;
  let hot = null;
  let hovered;
  let chosen;
  let untouched = true; // until the reader zooms or moves, the picture keeps fitting its place
  const network = new vis.Network(host, { nodes, edges }, {
    physics: { enabled: false },
    layout: { improvedLayout: false },
    interaction: { hover: true, hoverConnectedEdges: false, selectConnectedEdges: false, tooltipDelay: 1e9, keyboard: false, zoomSpeed: 0.7 },
    nodes: { shape: 'custom' },
    edges: { selectionWidth: 0, hoverWidth: 0, chosen: false, arrowStrikethrough: false },
  });
  const faintMark = (mark) => !!hot && mark.id !== hot.middle && !hot.near.has(mark.id);
  const faintTie = (tie) => !!hot && tie.from !== hot.middle && tie.to !== hot.middle;
  const nodeOf = (mark) => ({
    id: mark.id, x: mark.x, y: mark.y, size: mark.size,
    ctxRenderer: ({ ctx, id, x, y }) => ({
      drawNode() {
        const now = scene.marks.get(id);
        if (now) drawMark(ctx, scene, { ...now, x, y }, { faint: faintMark(now), chosen: id === chosen, scale: network.getScale() });
      },
      nodeDimensions: { width: mark.size * 2, height: mark.size * 2 },
    }),
  });
  const edgeOf = (tie, place) => ({
    id: place, from: tie.from, to: tie.to, width: tieWidth(tie), dashes: DASHES[tie.basis] || false,
    color: { color: tieColour(tie), opacity: opacityOf(tie), inherit: false },
    arrows: isDirected(tie) ? { to: { enabled: true, scaleFactor: 0.5 } } : undefined,
    smooth: scene.curve === 'across'
      ? { enabled: true, type: 'cubicBezier', forceDirection: 'horizontal', roundness: 0.5 }
      : { enabled: true, type: 'curvedCW', roundness: 0.12 },
  });
  const opacityOf = (tie) => (hot ? (faintTie(tie) ? 0.05 : 0.9) : scene.ties.length > 400 ? 0.16 : 0.34);

  network.on('beforeDrawing', (context) => { if (scene) drawRegions(context, scene, network.getScale()); });
  network.on('afterDrawing', (context) => {
    if (!scene) return;
    const scale = network.getScale();
    const corner = network.DOMtoCanvas({ x: 0, y: 0 });
    const far = network.DOMtoCanvas({ x: host.clientWidth, y: host.clientHeight });
    syncPositions();
    const view = { left: corner.x, top: corner.y, right: far.x, bottom: far.y };
    drawLabels(context, placeLabels(scene, scale, view, hot), scale, faintMark);
  });
  let dragging = new Set();
  const syncPositions = () => {
    if (!dragging.size) return;
    for (const [id, at] of Object.entries(network.getPositions([...dragging]))) Object.assign(scene.marks.get(+id), at);
  };
  network.on('dragStart', (event) => { dragging = new Set(event.nodes); });
  network.on('zoom', () => { untouched = false; });
  network.on('resize', () => { if (scene && untouched) fit(false); });
  network.on('dragEnd', (event) => {
    if (!event.nodes.length) { untouched = false; return; }
    syncPositions();
    dragging = new Set();
    on.pinned(Object.fromEntries(event.nodes.map((id) => [id, [scene.marks.get(id).x, scene.marks.get(id).y]])));
  });
  network.on('hoverNode', ({ node }) => { hovered = node; host.style.cursor = 'pointer'; warm(); });
  network.on('blurNode', () => { hovered = undefined; host.style.cursor = ''; warm(); });
  // vis-network does not notice when the mouse leaves by the edge, or under a panel.
  host.firstElementChild.addEventListener('mouseleave', () => { if (hovered !== undefined) { hovered = undefined; host.style.cursor = ''; warm(); } });
  network.on('click', (event) => {
    if (event.nodes.length) on.chosen(event.nodes[0]);
    else if (event.edges.length) on.tie(scene.ties[event.edges[0]]);
    else on.chosen(undefined);
  });
  network.on('doubleClick', (event) => { if (event.nodes.length) on.opened(event.nodes[0]); });

  function warm() {
    const middle = hovered !== undefined ? hovered : chosen;
    const beside = middle !== undefined && scene.beside.get(middle);
    hot = beside ? { middle, near: new Set(beside.flatMap((tie) => [tie.from, tie.to])) } : null;
    edges.update(scene.ties.map((tie, id) => ({ id, color: { color: tieColour(tie), opacity: opacityOf(tie), inherit: false } })));
    network.redraw();
  }
  function fit(whole = true, onto = scene) {
    untouched = onto === scene;
    network.moveTo({ ...fitted(onto, host.clientWidth, host.clientHeight, whole), animation: false });
  }
  return {
    name: 'vis',
    draw(next, { refit, select, onto }) {
      scene = next;
      chosen = select;
      hovered = undefined;
      hot = null;
      edges.clear();
      nodes.clear();
      nodes.add(scene.nodes.map(nodeOf));
      edges.add(scene.ties.map(edgeOf));
      if (refit) fit(false, onto);
      warm();
    },
    select(place) { chosen = place; warm(); },
    reach(place) {
      // Move only for what is out of sight.
      const mark = scene.marks.get(place);
      if (!mark) return;
      const spot = network.canvasToDOM(mark);
      if (spot.x > 20 && spot.y > 20 && spot.x < host.clientWidth - 20 && spot.y < host.clientHeight - 20) return;
      untouched = false;
      network.moveTo({ position: { x: mark.x, y: mark.y }, scale: Math.max(network.getScale(), 0.8), animation: !still.matches && { duration: 250 } });
    },
    fit,
    resized() { network.setSize('100%', '100%'); network.redraw(); if (scene && untouched) fit(false); },
    zoom(factor) { untouched = false; network.moveTo({ scale: network.getScale() * factor }); },
    repaint() { warm(); },
    canvases: () => [host.querySelector('canvas')],
    destroy() { network.destroy(); },
  };
}
// The middle and scale at which a scene fills its place; on a phone the whole would be too small to read, so that it
// begins where reading begins, large enough for names, unless the whole is asked for.
function fitted(scene, wide, tall, whole) {
  // Names keep their size on the screen, so how much room they take depends on the scale that is sought.
  let box;
  let scale = 1;
  for (let turn = 0; turn < 4; turn += 1) {
    box = boundsOf(scene, scale);
    scale = Math.min(wide / box.width, tall / box.height, 1.5);
  }
  const open = scene.curve !== 'across' && !scene.regions.length; // a picture around its middle
  const least = wide < 700 && !whole ? (open ? 0.6 : 0.9) : 0.02;
  if (scale >= least) return { position: { x: box.x, y: box.y }, scale };
  const near = boundsOf(scene, least);
  const begin = (middle, size, room) => (open || size * least <= room ? middle : middle - size / 2 + room / least / 2);
  return { position: { x: begin(near.x, near.width, wide), y: begin(near.y, near.height, tall) }, scale: least };
}
function boundsOf(scene, scale = 1) {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  const grow = (x, y, w, h) => { left = Math.min(left, x - w); right = Math.max(right, x + w); top = Math.min(top, y - h); bottom = Math.max(bottom, y + h); };
  const size = textSize(scale);
  for (const mark of scene.nodes) {
    const beside = mark.side === 'left' || mark.side === 'right' || mark.side === 'beside';
    grow(mark.x, mark.y, mark.size + 12, mark.size + (beside || mark.side === 'none' ? 12 : 40));
    if (mark.side === 'beside' && size < 18) continue; // its frame has the room, unless all is drawn small
    if (beside) {
      const half = (Math.max(...linesOf(mark).map((line) => widthOf(line, size, false))) + mark.size + 16) / 2;
      grow(mark.x + (mark.side === 'left' ? -half : half), mark.y, half, 10);
    } else if (mark.side === 'below') grow(mark.x, mark.y, mark.letters ? mark.size : 70, 10);
  }
  for (const region of scene.regions) grow(region.x, region.y, region.width / 2 + 8, region.height / 2 + 8);
  if (left > right) return { x: 0, y: 0, width: 100, height: 100 };
  return { x: (left + right) / 2, y: (top + bottom) / 2, width: right - left, height: bottom - top };
}
