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
  for (const part of document.querySelectorAll('.off-script')) part.hidden = true;
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
    let edited = 0, savedEdit = 0, act = null, waiting = 0, pushing = false, leaving = false;

    // Files go a way of their own, below.
    const fields = () => [...new FormData(form)].filter(([, value]) => typeof value === 'string');
    const values = () => Object.fromEntries(fields().filter(([field]) => !field.startsWith('__')));
    const say = text => { if (state && state.textContent !== text) state.textContent = text; };
    function keepHere() {
      if (edited === 0 || (shared && shared.checked)) return;
      local.write(name, { edited, values: values() });
      nameHere();
    }
    // The address says which form it is, so that reloading the page finds it again.
    function nameHere() {
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
        if (!field.name || field.name.startsWith('__') || field.type === 'hidden' || field.type === 'submit' || field.type === 'file') continue;
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
      for (const [field, value] of fields()) body.append(field, value);
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
      if (await push() && act) await files.done() && act && go();
    }
    // The press is made by the browser itself, with the same key: a line that breaks in between loses nothing and files nothing twice.
    function go() {
      const button = document.createElement('input');
      button.type = 'hidden';
      button.name = 'act';
      button.value = act;
      act = null;
      leaving = true;
      form.append(button);
      HTMLFormElement.prototype.submit.call(form);
    }

    // Each chosen file goes at once, one after the other; what the line drops goes again. The desk answers with the list as it is now.
    function attach(panel) {
      const input = panel.querySelector('input[type=file]'), queue = panel.querySelector('#files-queue'), list = panel.querySelector('#files-list'), told = panel.querySelector('#files-state');
      const waits = [], fill = (text, value) => text.replace('{0}', value), size = bytes => new Intl.NumberFormat(document.documentElement.lang).format(bytes) + ' B';
      let going = null, again = 0;
      function add(file) {
        const item = document.createElement('li'), title = document.createElement('strong'), says = document.createElement('span'), bar = document.createElement('progress'), off = document.createElement('button');
        title.className = 'name';
        title.textContent = file.name;
        says.className = 'second';
        says.textContent = size(file.size);
        bar.max = 100;
        bar.value = 0;
        bar.setAttribute('aria-label', file.name);
        off.type = 'button';
        off.className = 'plain';
        off.textContent = fill(panel.dataset.off, file.name);
        const one = { file, item, says, bar };
        off.addEventListener('click', () => drop(one));
        item.append(title, ' ', says, ' ', bar, ' ', off);
        queue.append(item);
        queue.hidden = false;
        if (file.size > Number(panel.dataset.most)) { bar.remove(); says.textContent = panel.dataset.tooLarge; told.textContent = `${file.name}: ${panel.dataset.tooLarge}`; return; }
        waits.push(one);
      }
      function drop(one) {
        if (going && going.one === one) { going.request.abort(); going = null; }
        if (waits.includes(one)) waits.splice(waits.indexOf(one), 1);
        one.item.remove();
        queue.hidden = queue.children.length === 0;
        next();
      }
      function next() {
        clearTimeout(again);
        if (going || waits.length === 0) return;
        const one = waits[0], request = new XMLHttpRequest(), body = new FormData();
        going = { one, request };
        body.append('__RequestVerificationToken', form.elements.__RequestVerificationToken.value);
        body.append('key', key);
        body.append('file', one.file, one.file.name);
        request.upload.onprogress = sent => {
          if (!sent.lengthComputable) return;
          one.bar.value = Math.floor(100 * sent.loaded / sent.total);
          one.says.textContent = `${size(one.file.size)} · ${fill(panel.dataset.gone, one.bar.value)}`;
        };
        request.onload = () => {
          going = null;
          const fresh = new DOMParser().parseFromString(request.responseText, 'text/html').querySelector('[data-files]');
          if (request.status === 429 || request.status >= 500) { later(one); return; }
          if (!fresh) { act = null; say(form.dataset.out); later(one); return; }
          list.replaceChildren(document.importNode(fresh, true));
          const fault = fresh.querySelector('.fault');
          told.textContent = fault ? fault.textContent.trim() : `${one.file.name}: ${fill(panel.dataset.gone, 100)}`;
          drop(one);
        };
        request.onerror = () => { going = null; later(one); };
        request.open('POST', '/report/files');
        request.setRequestHeader('Accept', 'text/html');
        request.send(body);
      }
      function later(one) {
        one.says.textContent = panel.dataset.cut;
        one.bar.value = 0;
        again = setTimeout(next, 5000);
      }
      input.addEventListener('change', () => {
        for (const file of input.files) add(file);
        input.value = '';
        edited = Date.now() + offset;
        keepHere();
        nameHere();
        next();
      });
      addEventListener('online', next);
      addEventListener('beforeunload', event => { if (waits.length > 0 && !leaving) event.preventDefault(); });
      return {
        // What was pressed waits for the files; who does not want to wait takes them off.
        async done() {
          if (waits.length > 0) say(form.dataset.filesFirst);
          while (waits.length > 0 && act) await new Promise(done => setTimeout(done, 100));
          return true;
        },
      };
    }
    const panel = document.getElementById('files'), files = panel ? attach(panel) : { done: async () => true };

    form.addEventListener('input', event => {
      if (event.target === shared || event.target.type === 'file') return;
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
    addEventListener('pageshow', event => { if (event.persisted) { act = null; leaving = false; for (const old of form.querySelectorAll('input[type=hidden][name=act]')) old.remove(); } });
    setInterval(() => { if (!act && edited > savedEdit && edited > Number(form.dataset.edited)) push(); }, 4000);
    if (edited) again();
  }
})();
