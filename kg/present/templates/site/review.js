(() => {
'use strict';
// Which evidence is marked: by kind, and by one theme.
const form = document.querySelector('.shades');
if (!form) return;
form.hidden = false;
const theme = document.getElementById('theme');
const show = () => {
  const kinds = new Set([...form.querySelectorAll('[name=kind]:checked')].map((box) => box.value));
  for (const node of document.querySelectorAll('.text mark, .card')) {
    const ofKind = node.dataset.kinds.split(' ').some((kind) => kinds.has(kind));
    const onTheme = !theme.value || node.dataset.themes.split(' ').includes(theme.value);
    if (node.matches('.card')) node.hidden = !(ofKind && onTheme);
    else node.classList.toggle('off', !(ofKind && onTheme));
  }
};
form.addEventListener('change', show);
form.addEventListener('submit', (event) => event.preventDefault());
})();
