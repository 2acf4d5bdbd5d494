// Keeps what is typed into a report: on this machine within a second, on the desk every few seconds, and through a lost line. Without this script the
// form works as it stands; its buttons save and send.
(() => {
  'use strict';
  const prefix = 'desk-report:', month = 30 * 24 * 3600 * 1000;
  const form = document.querySelector('form[data-key]'), sent = document.getElementById('sent'), here = document.getElementById('kept-here');
  // Some browsers are set so that nothing may be kept; the desk keeps it then.
  const local = {
    read(name) { try { return JSON.parse(localStorage.getItem(name)); } catch { return null; } },
    write(name, value) { try { localStorage.setItem(name, JSON.stringify(value)); return true; } catch { return false; } },
    drop(name) { try { localStorage.removeItem(name); } catch { /* nothing was kept */ } },
    names() { try { return Object.keys(localStorage).filter(name => name.startsWith(prefix)); } catch { return []; } },
  };
  for (const name of local.names()) { const kept = local.read(name); if (!kept || Date.now() - kept.edited > month) local.drop(name); }
  for (const part of document.querySelectorAll('.on-script')) part.hidden = false;
  if (sent) for (const name of local.names()) if (name.endsWith(':' + sent.dataset.key)) local.drop(name);
  if (here) listHere();
  if (form && form.dataset.person) keep();
  const faults = document.getElementById('faults') || document.getElementById('preview') || sent;
  if (faults) faults.focus();

  function listHere() {
    const known = here.dataset.drafts.split(' '), list = here.querySelector('ul');
    for (const name of local.names()) {
      const [person, key] = name.slice(prefix.length).split(':'), kept = local.read(name);
      if (person !== here.dataset.person || known.includes(key) || !kept) continue;
      const link = document.createElement('a'), item = document.createElement('li');
      link.href = kept.values.incident
        ? `/report/later?incident=${encodeURIComponent(kept.values.incident)}&as=${encodeURIComponent(kept.values.as)}&key=${key}`
        : `/report?kind=${encodeURIComponent(kept.values.kind)}&key=${key}`;
      link.textContent = kept.values.title || kept.values.description || key;
      item.append(link);
      list.append(item);
      here.hidden = false;
    }
  }

  function keep() {
    const { key, person } = form.dataset, name = `${prefix}${person}:${key}`;
    const state = document.getElementById('draft-state'), shared = document.getElementById('shared-machine');
    const words = document.getElementById('words'), offset = words && words.dataset.now ? Number(words.dataset.now) - Date.now() : 0;
    let edited = 0, savedEdit = 0, act = null, waiting = 0, pushing = false;

    const values = () => Object.fromEntries([...new FormData(form)].filter(([field]) => !field.startsWith('__')));
    const say = text => { if (state && state.textContent !== text) state.textContent = text; };
    function keepHere() {
      if (edited === 0 || (shared && shared.checked)) return;
      local.write(name, { edited, values: values() });
      // The address says which form it is, so that reloading the page finds it again.
      if (!location.search.includes(key)) {
        const kind = form.elements.kind, at = kind ? `/report?kind=${encodeURIComponent(kind.value)}&key=${key}`
          : `/report/later?incident=${encodeURIComponent(form.elements.incident.value)}&as=${form.elements.as.value}&key=${key}`;
        history.replaceState(null, '', at);
        const tongue = document.querySelector('.tongue');
        if (tongue) tongue.href = tongue.href.replace(/back=[^&]*/, 'back=' + encodeURIComponent(at));
      }
    }
    function fill(kept) {
      for (const field of form.elements) {
        if (!field.name || field.name.startsWith('__') || field.type === 'hidden' || field.type === 'submit') continue;
        const value = kept.values[field.name] || '';
        if (field.type === 'radio') field.checked = field.value === value;
        else field.value = value;
      }
    }
    const stored = local.read(name);
    if (stored && stored.edited > Number(form.dataset.edited) && !document.getElementById('faults') && !document.getElementById('preview')) {
      fill(stored);
      edited = stored.edited;
    }

    async function push() {
      if (pushing) return false;
      pushing = true;
      const mine = edited || Date.now() + offset, body = new URLSearchParams();
      for (const [field, value] of new FormData(form)) body.append(field, value);
      body.set('edited', String(Math.floor(mine)));
      try {
        const stop = new AbortController(), timer = setTimeout(() => stop.abort(), 20000);
        const answer = await fetch('/report/draft', { method: 'POST', body, redirect: 'manual', cache: 'no-store', signal: stop.signal, headers: { 'Accept': 'application/json' } });
        clearTimeout(timer);
        if (answer.type === 'opaqueredirect' || answer.status === 401 || answer.status === 403) { act = null; say(form.dataset.out); return false; }
        if (answer.status >= 500 || answer.status === 429) { cut(); return false; }
        savedEdit = Math.max(savedEdit, mine);
        if (answer.ok) say(form.dataset.kept.replace('{0}', new Intl.DateTimeFormat('en-GB', { timeZone: words.dataset.zone, hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }).format(new Date((await answer.json()).savedAt))));
        else say(form.dataset.refused);
        return true;
      } catch {
        cut();
        return false;
      } finally {
        pushing = false;
      }
    }
    function cut() {
      say(act ? form.dataset.cutSend : form.dataset.cut);
      clearTimeout(waiting);
      waiting = setTimeout(again, 5000);
    }
    async function again() {
      clearTimeout(waiting);
      if (act) await press(); else if (edited > savedEdit) await push();
    }
    async function press() {
      while (pushing) await new Promise(done => setTimeout(done, 100));
      if (await push() && act) go();
    }
    // The press is made by the browser itself, with the same key: a line that breaks in between loses nothing and files nothing twice.
    function go() {
      const button = document.createElement('input');
      button.type = 'hidden';
      button.name = 'act';
      button.value = act;
      act = null;
      form.append(button);
      HTMLFormElement.prototype.submit.call(form);
    }

    form.addEventListener('input', event => {
      if (event.target === shared) return;
      edited = Date.now() + offset;
      setTimeout(keepHere, 500);
    });
    if (shared) shared.addEventListener('change', () => { if (shared.checked) local.drop(name); else keepHere(); });
    form.addEventListener('submit', async event => {
      event.preventDefault();
      if (act) return;
      act = event.submitter && event.submitter.name === 'act' ? event.submitter.value : 'preview';
      keepHere();
      await press();
    });
    addEventListener('pagehide', keepHere);
    addEventListener('online', again);
    // Back from the page that followed: the press there is over.
    addEventListener('pageshow', event => { if (event.persisted) { act = null; for (const old of form.querySelectorAll('input[type=hidden][name=act]')) old.remove(); } });
    setInterval(() => { if (!act && edited > savedEdit && edited > Number(form.dataset.edited)) push(); }, 4000);
    if (edited) again();
  }
})();
