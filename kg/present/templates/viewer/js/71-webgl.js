// Pictures too large for vis-network: sigma draws the same scene with WebGL.  Present only when such a picture is.
const canWebGL = (() => {
  try { return !!document.createElement('canvas').getContext('webgl2'); } catch { return false; }
})();
// The libraries sleep as text until a picture needs them: they fail where WebGL is missing, and take time to parse.
function wakeWebGL() {
  for (const sleeping of document.querySelectorAll('script.webgl')) {
    sleeping.replaceWith(el('script', {}, sleeping.textContent));
  }
  return typeof Sigma !== 'undefined';
}
function sigmaRenderer(host, on) {
  const graph = new graphology.MultiGraph();
  let scene = null;
  let chosen;
  let hovered;
  let near = null;
  const drawer = new Sigma(graph, host, {
    labelFont: FONT, labelSize: 12, labelWeight: '400', labelColor: { color: token('--ink') },
    labelDensity: 0.6, labelGridCellSize: 140, labelRenderedSizeThreshold: 5, zIndex: true, minCameraRatio: 0.005, maxCameraRatio: 3,
    hideEdgesOnMove: true, defaultDrawNodeHover: hoverCard,
    nodeReducer: (key, data) => {
      if (near && !near.has(+key)) return { ...data, color: token('--line'), label: '', zIndex: 0 };
      return +key === chosen ? { ...data, highlighted: true, zIndex: 2 } : { ...data, zIndex: near ? 1 : 0 };
    },
    edgeReducer: (key, data) => {
      if (!near) return data;
      const [from, to] = graph.extremities(key);
      const middle = String(hovered ?? chosen);
      return from === middle || to === middle ? { ...data, color: data.strong, size: 1.6, zIndex: 1 } : { ...data, hidden: true };
    },
  });
  function hoverCard(context, data) {
    if (!data.label) return;
    context.font = `600 13px ${FONT}`;
    const wide = context.measureText(data.label).width;
    context.fillStyle = token('--surface');
    context.strokeStyle = token('--line-strong');
    context.beginPath();
    context.roundRect(data.x + data.size + 2, data.y - 12, wide + 14, 24, 5);
    context.fill();
    context.stroke();
    context.fillStyle = token('--ink');
    context.fillText(data.label, data.x + data.size + 9, data.y + 4.5);
  }
  const warm = () => {
    const middle = hovered ?? chosen;
    near = middle !== undefined && scene && scene.beside.has(middle) ? new Set([middle, ...scene.beside.get(middle).flatMap((tie) => [tie.from, tie.to])]) : null;
    drawer.refresh({ skipIndexation: true });
  };
  const faded = (colour, share) => `color-mix(in srgb, ${colour} ${share * 100}%, ${token('--paper')})`;
  const solid = (() => { // sigma reads hex only
    const probe = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    const known = new Map();
    return (colour) => {
      if (!known.has(colour)) {
        probe.clearRect(0, 0, 1, 1);
        probe.fillStyle = colour;
        probe.fillRect(0, 0, 1, 1);
        const [r, g, b] = probe.getImageData(0, 0, 1, 1).data;
        known.set(colour, `#${[r, g, b].map((v) => v.toString(16).padStart(2, '0')).join('')}`);
      }
      return known.get(colour);
    };
  })();
  drawer.on('clickNode', ({ node }) => on.chosen(+node));
  drawer.on('doubleClickNode', (event) => { event.preventSigmaDefault(); on.focused(+event.node); });
  drawer.on('clickStage', () => on.chosen(undefined));
  drawer.on('enterNode', ({ node }) => { hovered = +node; host.style.cursor = 'pointer'; warm(); });
  drawer.on('leaveNode', () => { hovered = undefined; host.style.cursor = ''; warm(); });
  return {
    name: 'webgl',
    draw(next, { refit, select }) {
      scene = next;
      chosen = select;
      graph.clear();
      for (const mark of scene.nodes) {
        graph.addNode(mark.id, { x: mark.x, y: -mark.y, size: Math.max(2, mark.size * 0.45), label: shorten(labelOf(mark.id), 48), color: solid(markColour(scene, mark)) });
      }
      for (const tie of scene.ties) {
        graph.addEdge(tie.from, tie.to, { size: 0.4, color: solid(faded(tieColour(tie), 0.22)), strong: solid(tieColour(tie)) });
      }
      if (refit) drawer.getCamera().setState({ x: 0.5, y: 0.5, ratio: 1, angle: 0 });
      warm();
    },
    select(place) { chosen = place; warm(); },
    reach(place) {
      const at = drawer.getNodeDisplayData(String(place));
      if (at) drawer.getCamera().setState({ x: at.x, y: at.y, ratio: 0.12 });
    },
    fit() { drawer.getCamera().setState({ x: 0.5, y: 0.5, ratio: 1, angle: 0 }); },
    resized() { drawer.resize(); drawer.refresh(); },
    zoom(factor) { const camera = drawer.getCamera(); camera.setState({ ratio: camera.ratio / factor }); },
    repaint() { drawer.setSetting('labelColor', { color: token('--ink') }); this.draw(scene, { refit: false, select: chosen }); },
    canvases() { drawer.refresh(); return Object.values(drawer.getCanvases()); },
    destroy() { drawer.kill(); },
  };
}
