// Pictures too large for vis-network: sigma draws marks and lines with WebGL; frames, names, numbers and the lines of
// the chosen mark are drawn above and below it by the same functions as in the other pictures.
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
// A mark in the shape of its kind, sized in units of the picture and never too small to see or to hit.
function shapeProgram(scaleNow) {
  const { FLOAT, UNSIGNED_BYTE, TRIANGLES } = WebGLRenderingContext;
  return class extends Sigma.rendering.NodeProgram {
    constructor(gl, picking, renderer) {
      super(gl, null, renderer); // nothing is drawn to be looked up
    }

    getDefinition() {
      return {
        VERTICES: 3, METHOD: TRIANGLES,
        VERTEX_SHADER_SOURCE: `
          attribute vec4 a_id; attribute vec4 a_color; attribute vec2 a_position; attribute float a_size; attribute vec3 a_shape; attribute float a_angle;
          uniform mat3 u_matrix; uniform float u_correctionRatio; uniform float u_scale;
          varying vec4 v_color; varying vec2 v_at; varying vec3 v_shape; varying float v_pixel;
          void main() {
            float pixels = max(a_size * u_scale, 1.6);
            float radius = pixels * u_correctionRatio * 2.0;
            vec2 corner = 2.6 * vec2(cos(a_angle), sin(a_angle));
            gl_Position = vec4((u_matrix * vec3(a_position + corner * radius, 1)).xy, 0, 1);
            v_at = vec2(corner.x, -corner.y);
            v_shape = a_shape;
            v_pixel = 1.0 / pixels;
            v_color = a_color;
            v_color.a *= 255.0 / 254.0;
          }`,
        FRAGMENT_SHADER_SOURCE: `
          precision highp float;
          varying vec4 v_color; varying vec2 v_at; varying vec3 v_shape; varying float v_pixel;
          void main(void) {
            float out_ = length(v_at) - 1.0;
            if (v_shape.x > 2.5) {
              float part = 6.28318530718 / v_shape.x;
              float angle = atan(v_at.y, v_at.x) - v_shape.y - part / 2.0;
              out_ = cos(floor(0.5 + angle / part) * part - angle) * length(v_at) - cos(part / 2.0);
            } else if (v_shape.x > 0.5) {
              out_ = max(abs(v_at.x) - ${CARD}, abs(v_at.y) - 1.0);
            }
            float cover = 1.0 - smoothstep(-v_pixel, v_pixel * 0.5, out_);
            if (v_shape.z > 0.5) cover *= smoothstep(-v_pixel * 2.5, -v_pixel, out_);
            if (cover <= 0.0) discard;
            gl_FragColor = mix(vec4(0.0), v_color, cover);
          }`,
        UNIFORMS: ['u_correctionRatio', 'u_matrix', 'u_scale'],
        ATTRIBUTES: [
          { name: 'a_position', size: 2, type: FLOAT }, { name: 'a_size', size: 1, type: FLOAT }, { name: 'a_shape', size: 3, type: FLOAT },
          { name: 'a_color', size: 4, type: UNSIGNED_BYTE, normalized: true }, { name: 'a_id', size: 4, type: UNSIGNED_BYTE, normalized: true },
        ],
        CONSTANT_ATTRIBUTES: [{ name: 'a_angle', size: 1, type: FLOAT }],
        CONSTANT_DATA: [[0], [(2 * Math.PI) / 3], [(4 * Math.PI) / 3]],
      };
    }

    processVisibleItem(id, start, { x, y, size, shape, color }) {
      [x, y, size, ...shape, Sigma.utils.floatColor(color), id].forEach((value, i) => { this.array[start + i] = value; });
    }

    setUniforms(params, { gl, uniformLocations }) {
      gl.uniform1f(uniformLocations.u_correctionRatio, params.correctionRatio);
      gl.uniform1f(uniformLocations.u_scale, scaleNow());
      gl.uniformMatrix3fv(uniformLocations.u_matrix, false, params.matrix);
    }
  };
}
const shapeNumbers = (node) => {
  const shape = SHAPES[node.kind];
  const [corners, turn] = !shape ? [0, 0] : shape === 'card' ? [1, 0] : shape;
  return [corners, turn, node.placeholder ? 1 : 0];
};

const LEAST_REACH = 4; // pixels around the middle of a mark, however small it is drawn
const QUICK = 8; // milliseconds: what takes longer is not painted anew in each frame
function sigmaRenderer(host, on) {
  const empty = new graphology.MultiGraph();
  let scene = null;
  let chosen;
  let hovered;
  let hot = null;
  let held; // the mark that the reader drags
  let moved = false;
  let moving = false; // the whole picture is dragged
  let untouched = true;
  let frame = { x: 0, y: 0, across: 1 }; // the middle and the longer side of the scene: sigma counts in shares of it
  let drawn = ''; // the size for which the scene stands
  const drawer = new Sigma(empty, host, {
    renderLabels: false, renderEdgeLabels: false, defaultDrawNodeHover: () => {}, zIndex: false, maxCameraRatio: 4,
    hideEdgesOnMove: true, minEdgeThickness: 0.8, nodeProgramClasses: { circle: shapeProgram(() => standing().scale) },
  });
  // sigma asks the graphics card which mark lies under the mouse, and waits for it at every move; here they are looked up.
  drawer.getNodeAtPosition = ({ x, y }) => {
    if (!scene || held !== undefined || moving) return null;
    const at = standing();
    const [px, py] = [(x - at.x) / at.scale, (y - at.y) / at.scale];
    let found = null;
    for (const mark of scene.nodes) {
      const reach = Math.max(mark.size, LEAST_REACH / at.scale);
      if (Math.abs(mark.x - px) <= reach && Math.abs(mark.y - py) <= reach) found = String(mark.id); // the last is on top
    }
    return found;
  };
  const camera = drawer.getCamera();
  // Where the picture stands on the screen: pixels per unit, and the pixel of its origin.
  const onScreen = (at, from) => drawer.framedGraphToViewport({ x: 0.5 + (at.x - frame.x) / frame.across, y: 0.5 - (at.y - frame.y) / frame.across }, { cameraState: from });
  function standing(from = camera.getState()) {
    const [origin, far] = [onScreen({ x: 0, y: 0 }, from), onScreen({ x: 1000, y: 0 }, from)];
    return { scale: (far.x - origin.x) / 1000, x: origin.x, y: origin.y };
  }
  drawer.createCanvasContext('ground', { beforeLayer: 'edges' });
  drawer.createCanvasContext('names', { beforeLayer: 'mouse' });
  drawer.resize(true);
  const layer = (name) => drawer.getCanvases()[name].getContext('2d');
  const faintMark = (mark) => !!hot && !hot.near.has(mark.id);

  // All but marks and lines.  Around a chosen mark the rest sinks under a veil, so that nothing has to be sent again.
  let painted = null; // where the picture stood when it was painted last
  let cost = 0; // milliseconds that painting took
  let waiting = 0;
  function paint() {
    if (!scene) return;
    clearTimeout(waiting);
    const begun = performance.now();
    painted = standing();
    const { scale, x, y } = painted;
    const dense = devicePixelRatio;
    for (const name of ['ground', 'names']) {
      const context = layer(name);
      context.canvas.style.transform = '';
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.clearRect(0, 0, context.canvas.width, context.canvas.height);
      context.setTransform(scale * dense, 0, 0, scale * dense, x * dense, y * dense);
    }
    const view = { left: -x / scale, top: -y / scale, right: (host.clientWidth - x) / scale, bottom: (host.clientHeight - y) / scale };
    const seen = ({ x: at, y: level, width, height }) => at + width / 2 > view.left && at - width / 2 < view.right && level + height / 2 > view.top && level - height / 2 < view.bottom;
    const near = (mark) => seen({ x: mark.x, y: mark.y, width: mark.size * 2, height: mark.size * 2 });
    drawRegions(layer('ground'), { regions: scene.regions.filter(seen) }, scale);
    const names = layer('names');
    for (const mark of scene.special) if (mark.size * scale > 6 && near(mark)) drawMark(names, scene, mark, { scale });
    if (hot) {
      names.globalAlpha = 0.82;
      names.fillStyle = token('--paper');
      names.fillRect(view.left, view.top, view.right - view.left, view.bottom - view.top);
      names.globalAlpha = 1;
      for (const tie of scene.beside.get(hot.middle)) drawTie(names, scene, tie, scale);
      for (const id of hot.near) {
        const mark = scene.marks.get(id);
        // Never too small to see, as the marks beneath are not.
        if (near(mark)) drawMark(names, scene, { ...mark, size: Math.max(mark.size, 3 / scale) }, { chosen: id === chosen, scale });
      }
    }
    drawLabels(names, placeLabels(scene, scale, view, hot), scale, faintMark);
    cost = performance.now() - begun;
  }
  // While a large picture moves, what was painted moves with it, and is painted anew when it rests.
  function keepUp() {
    if (!painted || cost < QUICK) { paint(); return; }
    const now = standing();
    const grown = now.scale / painted.scale;
    for (const name of ['ground', 'names']) {
      const { style } = layer(name).canvas;
      style.transformOrigin = '0 0';
      style.transform = `translate(${now.x - grown * painted.x}px, ${now.y - grown * painted.y}px) scale(${grown})`;
    }
    clearTimeout(waiting);
    waiting = setTimeout(paint, 120);
  }
  drawer.on('afterRender', keepUp);

  function warm() {
    const middle = hovered ?? chosen;
    const beside = middle !== undefined && scene && scene.beside.get(middle);
    hot = beside ? { middle, near: new Set([...beside.flatMap((tie) => [tie.from, tie.to]), middle]) } : null;
  }
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

  // A line is hit within a few pixels; while a mark is chosen only its own lines are there.
  function tieAt({ x, y }) {
    const at = standing();
    const [px, py] = [(x - at.x) / at.scale, (y - at.y) / at.scale];
    let best = [5 / at.scale, undefined];
    for (const tie of hot ? scene.beside.get(hot.middle) : scene.ties) {
      const [from, to] = [scene.marks.get(tie.from), scene.marks.get(tie.to)];
      const [dx, dy] = [to.x - from.x, to.y - from.y];
      const along = Math.max(0, Math.min(1, ((px - from.x) * dx + (py - from.y) * dy) / (dx * dx + dy * dy || 1)));
      const away = Math.hypot(px - from.x - along * dx, py - from.y - along * dy);
      if (away < best[0]) best = [away, tie];
    }
    return best[1];
  }
  drawer.on('clickNode', ({ node }) => { if (!moved) on.chosen(+node); });
  drawer.on('doubleClickNode', (event) => { event.preventSigmaDefault(); on.opened(+event.node); });
  drawer.on('clickStage', ({ event }) => {
    if (moved) return;
    const tie = tieAt(event);
    if (tie) on.tie(tie); else on.chosen(undefined);
  });
  const hover = (place) => {
    if (held !== undefined) return;
    hovered = place;
    host.style.cursor = place === undefined ? '' : 'pointer';
    warm();
    paint();
  };
  drawer.on('enterNode', ({ node }) => hover(+node));
  drawer.on('leaveNode', () => hover(undefined));
  drawer.on('downNode', ({ node }) => { held = +node; moved = false; });
  drawer.on('downStage', () => { moved = false; });
  drawer.on('moveBody', ({ event }) => {
    if (held === undefined) return;
    moved = true;
    const at = standing();
    Object.assign(scene.marks.get(held), { x: (event.x - at.x) / at.scale, y: (event.y - at.y) / at.scale });
    paint();
    event.preventSigmaDefault();
    event.original.preventDefault();
    event.original.stopPropagation();
  });
  const letGo = () => {
    if (held !== undefined && moved) {
      const { x, y } = scene.marks.get(held);
      on.pinned({ [held]: [x, y] });
    }
    held = undefined;
  };
  drawer.on('upNode', letGo);
  drawer.on('upStage', letGo);
  for (const captor of [drawer.getMouseCaptor(), drawer.getTouchCaptor()]) captor.on('wheel', () => { untouched = false; });
  drawer.getMouseCaptor().on('mousemovebody', (event) => {
    moving = event.original.buttons > 0 && held === undefined;
    if (moving) untouched = false;
  });

  const atOne = () => standing({ x: 0.5, y: 0.5, ratio: 1, angle: 0 }).scale;
  function look(position, scale) {
    camera.setState({ x: 0.5 + (position.x - frame.x) / frame.across, y: 0.5 - (position.y - frame.y) / frame.across, ratio: atOne() / scale, angle: 0 });
  }
  function fit(whole = true, onto = scene) {
    untouched = onto === scene;
    const { position, scale } = fitted(onto, host.clientWidth, host.clientHeight, whole);
    look(position, scale);
  }
  const size = () => `${host.clientWidth} ${host.clientHeight}`;
  function resized() {
    if (!scene || !host.clientWidth || !host.clientHeight || drawn === size()) return;
    drawn = size();
    drawer.resize();
    if (untouched) fit(false);
    drawer.scheduleRender();
  }
  const watch = new ResizeObserver(resized);
  watch.observe(host);
  return {
    name: 'webgl',
    draw(next, { refit, select, onto }) {
      scene = next;
      chosen = select;
      hovered = undefined;
      scene.special = scene.nodes.filter((mark) => mark.counted || mark.pinned);
      const graph = new graphology.MultiGraph();
      const share = 0.22 * Math.min(1, Math.sqrt(4000 / scene.ties.length));
      const faint = new Map();
      const lineColour = (tie) => {
        if (!faint.has(tie.basis)) faint.set(tie.basis, solid(faded(tieColour(tie), share)));
        return faint.get(tie.basis);
      };
      for (const mark of scene.nodes) graph.addNode(mark.id, { x: mark.x, y: -mark.y, size: discOf(mark), shape: shapeNumbers(NODES[mark.id]), color: solid(markColour(scene, mark)) });
      for (const tie of scene.ties) graph.addEdge(tie.from, tie.to, { size: 0.4, color: lineColour(tie) });
      const box = boundsOf(scene);
      const before = standing();
      const middle = { x: (host.clientWidth / 2 - before.x) / before.scale, y: (host.clientHeight / 2 - before.y) / before.scale };
      frame = { x: box.x, y: box.y, across: Math.max(box.width, box.height) };
      drawer.setCustomBBox({ x: [box.x - box.width / 2, box.x + box.width / 2], y: [-box.y - box.height / 2, -box.y + box.height / 2] });
      camera.minRatio = atOne() / 5; // zooming ends where a mark is some hundred pixels wide
      if (refit) fit(false, onto); else look(middle, before.scale);
      drawn = size();
      warm();
      cost = 0;
      drawer.setGraph(graph); // draws, once
    },
    select(place) { chosen = place; warm(); paint(); },
    reach(place) {
      const mark = scene.marks.get(place);
      if (!mark) return;
      const at = standing();
      const [x, y] = [mark.x * at.scale + at.x, mark.y * at.scale + at.y];
      if (at.scale >= 0.5 && x > 20 && y > 20 && x < host.clientWidth - 20 && y < host.clientHeight - 20) return;
      untouched = false;
      look(mark, Math.max(at.scale, 0.8));
    },
    fit,
    resized,
    zoom(factor) { untouched = false; camera.setState({ ratio: camera.getBoundedRatio(camera.ratio / factor) }); },
    repaint() { this.draw(scene, { refit: false, select: chosen }); },
    canvases() { cost = 0; drawer.refresh(); return [...host.querySelectorAll('canvas')]; },
    destroy() { clearTimeout(waiting); watch.disconnect(); drawer.kill(); },
  };
}
// A line as the saved drawing has it: dashed by how it came about, with a head where it points; never thinner than a pixel.
function drawTie(context, scene, tie, scale) {
  const [from, to] = [scene.marks.get(tie.from), scene.marks.get(tie.to)];
  const across = scene.curve === 'across';
  const colour = tieColour(tie);
  const wide = Math.min(Math.max(tieWidth(tie), 1.4 / scale), 5 / scale);
  context.lineWidth = wide;
  context.strokeStyle = colour;
  context.globalAlpha = 0.9;
  context.setLineDash((DASHES[tie.basis] || []).map((part) => part * Math.max(1, 0.8 / scale)));
  context.stroke(new Path2D(`M${round(from.x)} ${round(from.y)}${across ? acrossTo(from, to) : bentTo(from, to)}`));
  context.setLineDash([]);
  if (isDirected(tie)) {
    const way = across ? Math.sign(to.x - from.x) || 1 : undefined;
    const angle = across ? (way > 0 ? 0 : Math.PI) : Math.atan2(to.y - from.y, to.x - from.x);
    const [x, y] = [to.x - (to.size + 1) * Math.cos(angle), to.y - (to.size + 1) * Math.sin(angle)];
    const long = Math.max(6, 7 / scale);
    context.fillStyle = colour;
    context.beginPath();
    context.moveTo(x, y);
    for (const side of [0.4, -0.4]) context.lineTo(x - long * Math.cos(angle + side), y - long * Math.sin(angle + side));
    context.fill();
  }
  context.globalAlpha = 1;
}
