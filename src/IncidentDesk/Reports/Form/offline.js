(() => {
  'use strict';
  const form = document.getElementById('report'), state = document.getElementById('state');
  // Not every browser gives randomUUID to a page that was opened from a disk.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = bytes[6] & 15 | 64;
  bytes[8] = bytes[8] & 63 | 128;
  const hex = [...bytes].map(one => one.toString(16).padStart(2, '0')).join('');
  const key = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  function ask() {
    const kind = form.querySelector('input[name=kind]:checked');
    const asked = kind ? kind.dataset.questions.split(' ') : [];
    for (const part of document.querySelectorAll('.question')) part.hidden = !asked.includes(part.dataset.question);
  }
  form.addEventListener('change', ask);
  form.addEventListener('submit', event => {
    event.preventDefault();
    const answers = [];
    for (const [name, value] of new FormData(form)) {
      const field = form.querySelector(`[name="${name}"]`), part = field.closest('.question');
      if (String(value).trim() && !(part && part.hidden)) answers.push({ name, value: String(value) });
    }
    const has = name => answers.some(answer => answer.name === name);
    if (!has('kind') || !has('time') || !has('title')) { state.textContent = form.dataset.missing; return; }
    const file = { form: 'incidentdesk-report', version: 1, key, savedAt: new Date().toISOString(), answers };
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([JSON.stringify(file, null, 1)], { type: 'application/json' }));
    link.download = `${form.dataset.file}-${key.slice(0, 8)}.json`;
    link.click();
    state.textContent = form.dataset.done.replace('{0}', link.download);
  });
  const now = new Date(), two = number => String(number).padStart(2, '0');
  form.elements.day.value = `${two(now.getDate())}/${two(now.getMonth() + 1)}/${now.getFullYear()}`;
  ask();
})();
