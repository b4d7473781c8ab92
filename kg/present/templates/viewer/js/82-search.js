// Search with suggestions: these very words in a name first, names before words; a listbox that the keyboard drives.
const fold = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('’', "'");
// Words alone with a space around each, so that "child e" is in "Kirklees: Child E" and not in "child exploited".
const apart = (folded) => ` ${(folded.match(/[\p{L}\p{N}]+/gu) || []).join(' ')} `;
const SEARCHABLE = []; // by place; folded when it is first searched
const searchable = (place) => {
  SEARCHABLE[place] ||= [fold(NODES[place].label), fold(NODES[place].text || NODES[place].note || '')];
  return SEARCHABLE[place];
};
const MOST_HITS = 12;
function find(query) {
  const terms = fold(query).split(/\s+/).filter(Boolean);
  if (!terms.length) return [];
  const phrase = apart(fold(query));
  const hits = [];
  NODES.forEach((node, place) => {
    const [label, text] = searchable(place);
    if (!terms.every((term) => label.includes(term) || text.includes(term))) return;
    const inLabel = terms.every((term) => label.includes(term));
    const score = (apart(label).includes(phrase) ? 6 : 0) + (label.startsWith(terms[0]) ? 4 : 0) + (inLabel ? 3 : 0) + (ITEM.has(NODES[place].kind) ? 0 : 2) + Math.min(1, AT[place].length / 100);
    hits.push([score, place]);
  });
  return hits.sort((a, b) => b[0] - a[0] || a[1] - b[1]).slice(0, MOST_HITS).map(([, place]) => place);
}
function startSearch() {
  const box = $('search');
  const list = $('suggestions');
  let hits = [];
  let at = -1;
  const close = () => { list.hidden = true; box.setAttribute('aria-expanded', 'false'); box.removeAttribute('aria-activedescendant'); at = -1; };
  const choose = (place) => {
    close();
    box.value = '';
    const here = scene.marks.has(place);
    go(here ? { sel: NODES[place].id } : { view: 'around', focus: NODES[place].id, sel: NODES[place].id, steps: '1', open: [] });
    if (here) renderer.reach(place);
  };
  const mark = (next) => {
    at = next;
    [...list.children].forEach((option, i) => option.setAttribute('aria-selected', String(i === at)));
    if (list.children[at]) { box.setAttribute('aria-activedescendant', list.children[at].id); list.children[at].scrollIntoView({ block: 'nearest' }); }
  };
  let waiting = null; // the answer that is on its way
  const suggest = () => {
    waiting = null;
    const found = box.value.trim() ? source.find(box.value) : [];
    if (!(found instanceof Promise)) { offer(found); return; }
    const mine = found.catch(() => {
      // Without the server what the page holds can still be found.
      trouble = WORDS.messages.unreachable;
      drawMessage();
      return find(box.value);
    }).then((places) => {
      if (mine !== waiting) return;
      waiting = null;
      if (document.activeElement === box) offer(places);
    });
    waiting = mine;
  };
  const offer = (places) => {
    hits = places;
    list.replaceChildren(...hits.map((place, i) => el('li', { role: 'option', id: `hit-${i}`, 'aria-selected': 'false', onpointerdown: (event) => { event.preventDefault(); choose(place); } },
      dot(place), el('span', { class: 'hit' }, el('bdi', {}, labelOf(place, 90)), el('small', {}, ' ', ITEM.has(NODES[place].kind) ? fullName(place) : capital(kindWord(NODES[place].kind)))))));
    if (!hits.length && box.value.trim()) list.append(el('li', { role: 'option', 'aria-disabled': 'true', 'aria-selected': 'false', class: 'none' }, 'Nothing found'));
    list.hidden = !box.value.trim();
    box.setAttribute('aria-expanded', String(!list.hidden));
    at = -1;
  };
  box.addEventListener('input', suggest);
  box.addEventListener('focus', () => { if (box.value) suggest(); });
  box.addEventListener('blur', close);
  box.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (hits.length) mark((at + (event.key === 'ArrowDown' ? 1 : -1) + hits.length) % hits.length);
    } else if (event.key === 'Enter' && (hits.length || waiting)) {
      event.preventDefault();
      const first = () => { if (hits.length) choose(hits[Math.max(0, at)]); };
      if (waiting) waiting.then(first); else first();
    }
    else if (event.key === 'Escape') { box.value = ''; close(); }
  });
}
