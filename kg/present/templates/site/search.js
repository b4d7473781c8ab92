(() => {
'use strict';
// In files the whole index is in the page: search works from a folder, without a server.  A served page asks for what it shows.
const read = (id) => JSON.parse(document.getElementById(id).textContent);
const fold = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('’', "'");
const kinds = read('kinds');
const index = document.getElementById('index') && read('index').map((row) => [...row, fold(row[2]), fold(row[4])]);
const query = document.getElementById('query');
const hits = document.getElementById('hits');
const count = document.getElementById('count');
const MOST = 60;
const el = (tag, text, name) => {
  const node = document.createElement(tag);
  if (text) node.textContent = text;
  if (name) node.className = name;
  return node;
};
// Words alone with a space around each, so that "child e" is in "Kirklees: Child E" and not in "child exploited".
const apart = (folded) => ` ${(folded.match(/[\p{L}\p{N}]+/gu) || []).join(' ')} `;
function found(terms) {
  const phrase = apart(terms.join(' '));
  const scored = [];
  for (const row of index) {
    const [, kind, , , , label, text] = row;
    if (!terms.every((term) => label.includes(term) || text.includes(term))) continue;
    const named = terms.every((term) => label.includes(term));
    scored.push([(apart(label).includes(phrase) ? 6 : 0) + (named ? 4 : 0) + (label.startsWith(terms[0]) ? 2 : 0) + (['theme', 'review', 'agency'].includes(kind) ? 1 : 0), row]);
  }
  return scored.sort((a, b) => b[0] - a[0] || a[1][2].localeCompare(b[1][2], 'en-GB')).map(([, row]) => row);
}
const WAIT = 150; // ms after a letter, before a server is asked
let turn = 0;
async function asked(words, mine) {
  await new Promise((resolve) => setTimeout(resolve, WAIT));
  if (mine !== turn) return [];
  const answer = await fetch(`find?q=${encodeURIComponent(words)}`);
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
}
async function show() {
  const mine = ++turn;
  const terms = fold(query.value).split(/\s+/).filter(Boolean);
  let rows = [];
  try {
    if (terms.length) rows = index ? found(terms) : await asked(query.value, mine);
  } catch (fault) {
    if (mine === turn) count.textContent = `The search was not answered: ${fault.message.trim()}`;
    return;
  }
  if (mine !== turn) return; // more has been typed since
  const all = index || rows.length <= MOST ? `${rows.length.toLocaleString('en-GB')} found` : `More than ${MOST} found`;
  count.textContent = terms.length ? (rows.length ? `${all}${rows.length > MOST ? `; the first ${MOST} are shown` : ''}` : `Nothing has these words: ${query.value}`) : '';
  hits.replaceChildren(...rows.slice(0, MOST).map(([address, kind, label, where, text]) => {
    const item = el('li');
    const link = el('a');
    link.href = address;
    link.append(el('bdi', label));
    item.append(link, ' ', el('span', [kinds[kind][0], where].filter(Boolean).join(' · '), 'small'));
    if (text) {
      const words = el('p', '', 'words');
      words.append(el('bdi', text.length > 260 ? `${text.slice(0, 259)}…` : text));
      item.append(words);
    }
    return item;
  }));
  history.replaceState(null, '', query.value ? `#${encodeURIComponent(query.value)}` : '#');
}
query.addEventListener('input', show);
query.form.addEventListener('submit', (event) => event.preventDefault());
query.value = decodeURIComponent(location.hash.slice(1));
if (query.value) show();
query.focus();
})();
