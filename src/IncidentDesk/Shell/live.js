// Keeps an open page right: hears what changed, asks for this page's own fragment, and patches it without moving anything
// under a hand. Without this script every page still works and says when it was computed.
(() => {
  'use strict';
  const words = document.getElementById('words');
  const stream = document.getElementById('stream');
  if (!words || !stream || !window.ReadableStream || !window.AbortController) return;

  const say = words.dataset;
  const fill = (text, value) => text.replaceAll('{0}', value);
  const byId = id => document.getElementById(id);

  // ---- Time: the server's, not this machine's ----
  const offset = Number(say.now) - Date.now();
  const now = () => Date.now() + offset;
  const hour = new Intl.DateTimeFormat('en-GB', { timeZone: say.zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const clockTime = () => hour.format(new Date(now()));

  const vietnamese = say.language === 'vi';
  const units = vietnamese ? ['\u00a0ngày', '\u00a0giờ', '\u00a0phút', '\u00a0giây'] : ['\u00a0d', '\u00a0h', '\u00a0min', '\u00a0s'];
  function spoken(milliseconds) {
    const seconds = Math.floor(Math.abs(milliseconds) / 1000);
    const parts = [Math.floor(seconds / 86400), Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60];
    const first = parts.findIndex(part => part > 0);
    if (first < 0) return '0' + units[3];
    const withSecond = first < 2 || (first === 2 && parts[2] < 10);
    const shown = [parts[first] + units[first]];
    if (withSecond && first < 3 && parts[first + 1] > 0) shown.push(parts[first + 1] + units[first + 1]);
    return shown.join(' ');
  }
  function left(due) {
    const rest = due - now();
    if (vietnamese) return (rest > 0 ? 'còn ' : 'quá ') + spoken(rest);
    return spoken(rest) + (rest > 0 ? ' left' : ' overdue');
  }
  function tick() {
    for (const clock of document.querySelectorAll('.clock[data-due]')) {
      const due = Number(clock.dataset.due), start = Number(clock.dataset.start), rest = due - now();
      const mood = rest <= 0 ? 'overdue' : rest <= 3600000 ? 'last' : rest <= (due - start) / 4 ? 'soon' : 'calm';
      const label = clock.querySelector('.words'), text = left(due);
      if (label.textContent !== text) label.textContent = text;
      if (!clock.classList.contains(mood)) clock.className = 'clock ' + mood;
    }
  }

  // ---- What is the stream doing ----
  const label = stream.querySelector('.says');
  let heardAt = Date.now(), tries = 0, state = '';
  function show(next, text) {
    if (state !== next) {
      stream.classList.remove('live', 'trying', 'cut');
      stream.classList.add(next);
      document.body.classList.toggle('cut-off', next === 'cut');
      state = next;
    }
    if (label.textContent !== text) label.textContent = text;
  }
  function heard() {
    heardAt = Date.now();
    tries = 0;
    byId('alert').textContent = '';
    show('live', fill(say.live, clockTime()));
  }
  function declareCut() {
    if (state === 'cut') return;
    const lostAt = hour.format(new Date(heardAt + offset));
    show('cut', fill(say.cut, lostAt));
    byId('alert').textContent = fill(say.cut, lostAt);
  }

  // ---- The stream itself. Read by fetch: beats are comments, which an EventSource swallows, and silence must be noticed ----
  const waits = [1, 2, 5, 10, 30];
  let source = null, again = 0, lastId = say.seen;
  async function open() {
    close();
    const mine = source = new AbortController();
    try {
      const headers = { 'Accept': 'text/event-stream' };
      if (lastId) headers['Last-Event-ID'] = lastId;
      const answer = await fetch('/api/v1/stream', { headers, cache: 'no-store', signal: mine.signal });
      if (answer.status === 401) { signedOut(); return; }
      if (!answer.ok) throw new Error(String(answer.status));
      if (tries > 0) { ask(); tell(fill(say.back, clockTime())); }
      heard();
      await read(answer.body.getReader());
    } catch {
      // Told below, in the strip.
    }
    if (source !== mine) return;
    tries++;
    if (state !== 'cut') show('trying', fill(say.again, tries));
    later();
  }
  async function read(reader) {
    const decoder = new TextDecoder();
    let text = '';
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      heard();
      text += decoder.decode(value, { stream: true });
      const parts = text.split('\n\n');
      text = parts.pop();
      parts.forEach(take);
    }
  }
  function take(event) {
    const id = /^id: (.*)$/m.exec(event);
    if (id) lastId = id[1];
    if (/^event: /m.test(event)) { ask(); notices(); }
  }
  function close() {
    clearTimeout(again);
    if (source) source.abort();
    source = null;
  }
  function later() {
    close();
    const wait = waits[Math.min(tries, waits.length) - 1] || 1;
    again = setTimeout(open, wait * 1000 * (0.75 + Math.random() / 2));
  }
  function signedOut() {
    close();
    show('cut', fill(say.signedOut, clockTime()));
  }

  // ---- Fetching the same page's fragment: one fetch a second in the long run. Three may follow closely, so that what happens right after
  // a fetch is still seen within the second; a slow answer means a busy desk, to be spared ----
  let asked = false, asking = false, credit = 3, creditAt = Date.now(), pause = 1000;
  function ask() {
    // What stands here was the answer to a form: its address would answer something else.
    if (asked || document.querySelector('[data-still]')) return;
    asked = true;
    credit = Math.min(3, credit + (Date.now() - creditAt) / pause);
    creditAt = Date.now();
    setTimeout(fetchFragment, Math.max(0, (1 - credit) * pause));
  }
  async function fetchFragment() {
    if (asking) { setTimeout(fetchFragment, 100); return; }
    asking = true;
    asked = false;
    credit = Math.min(3, credit + (Date.now() - creditAt) / pause) - 1;
    creditAt = Date.now();
    const begun = creditAt;
    try {
      const answer = await fetch(location.href, { headers: { 'Accept': 'text/html', 'X-Fragment': 'live' }, cache: 'no-store', redirect: 'manual' });
      if (answer.type === 'opaqueredirect' || answer.status === 401) {
        signedOut();
      } else if (answer.ok) {
        patch(new DOMParser().parseFromString(await answer.text(), 'text/html'));
        aparts();
      }
    } catch {
      // The next event, beat or try asks again; the strip says how things stand meanwhile.
    } finally {
      asking = false;
      pause = Math.min(5000, Math.max(1000, 2 * (Date.now() - begun)));
    }
  }

  // ---- What is the reader's alone comes after what all share, and not in the same moment from every board ----
  let apartAt = 0;
  function aparts() {
    const parts = [...document.querySelectorAll('[data-apart]')];
    if (parts.length === 0 || apartAt > Date.now()) return;
    const wait = 500 + Math.random() * 2500;
    apartAt = Date.now() + wait + 5000;
    setTimeout(() => parts.forEach(async part => {
      try {
        const answer = await fetch(part.dataset.apart, { headers: { 'Accept': 'text/html' }, cache: 'no-store', redirect: 'manual' });
        if (!answer.ok) return;
        const twin = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('[data-apart]');
        if (twin && part.isConnected && !held(part) && bare(part) !== bare(twin)) replace(part, twin);
      } catch {
        // The next change asks again.
      }
    }), wait);
  }

  // ---- Patching: what is the same is not touched, what a hand is on is not replaced ----
  let waiting = null, touchedAt = 0;
  const held = node => node.contains(document.activeElement) && document.activeElement !== document.body
    || node.querySelector('details[open]') !== null
    || (!getSelection().isCollapsed && node.contains(getSelection().anchorNode));
  // Clocks tick by themselves and a form's token is another each time: neither makes a part another one.
  function bare(node) {
    const copy = node.cloneNode(true);
    for (const part of copy.querySelectorAll('.clock, .now-line, input[type=hidden]')) { part.replaceChildren(); part.className = ''; part.removeAttribute('value'); }
    for (const part of copy.querySelectorAll('.changed')) part.classList.remove('changed');
    return copy.innerHTML.replaceAll(' class=""', '');
  }

  function patch(fresh) {
    for (const region of document.querySelectorAll('[data-live]')) {
      const twin = fresh.querySelector(`[data-live="${region.dataset.live}"]`);
      if (!twin) continue;
      if (region.dataset.order !== undefined) patchList(region, twin);
      else if (!held(region) && bare(region) !== bare(twin)) replace(region, twin);
    }
    tick();
  }
  function replace(node, twin) {
    const fresh = document.importNode(twin, true);
    node.replaceWith(fresh);
    mark(fresh);
  }
  function mark(node) {
    node.classList.add('changed');
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) setTimeout(() => node.classList.remove('changed'), 30000);
    else setTimeout(() => node.classList.remove('changed'), 1600);
  }
  const rowsOf = list => [...list.querySelectorAll('[data-key]')];
  const orderOf = list => rowsOf(list).map(row => row.dataset.key).join(' ');

  function patchList(list, twin) {
    announce(list, twin);
    const old = new Map(rowsOf(list).map(row => [row.dataset.key, row]));
    if (orderOf(list) !== orderOf(twin)) {
      const hand = list.matches(':hover') || list.contains(document.activeElement);
      if (hand && Date.now() - touchedAt < 10000) {
        hold(list, twin, old);
        return;
      }
      reorder(list, twin);
      return;
    }
    for (const row of rowsOf(twin)) patchRow(old.get(row.dataset.key), row);
    hide();
  }
  function patchRow(row, twin) {
    if (!row || row.dataset.version === twin.dataset.version) return;
    const cells = [...row.children], fresh = [...twin.children];
    if (cells.length !== fresh.length) return;
    let whole = true;
    cells.forEach((cell, index) => {
      const box = cell.querySelector('input[type=checkbox]');
      // A box keeps its tick; only the version behind it is another.
      if (box) box.value = fresh[index].querySelector('input[type=checkbox]').value;
      else if (bare(cell) === bare(fresh[index])) return;
      else if (held(cell)) whole = false;
      else cell.replaceWith(document.importNode(fresh[index], true));
    });
    for (const name of ['number', 'severity', 'status', 'free'])
      if (twin.dataset[name] === undefined) delete row.dataset[name]; else row.dataset[name] = twin.dataset[name];
    row.className = twin.className;
    // What was held is patched by the next round.
    if (whole) row.dataset.version = twin.dataset.version;
    mark(row);
  }
  // Rows are moved around the one that has the focus: a node that is taken out of the page loses it.
  function reorder(list, twin) {
    const body = list.querySelector('tbody'), fresh = twin.querySelector('tbody');
    if (!body || !fresh) { list.replaceWith(document.importNode(twin, true)); hide(); return; }
    const rows = new Map(rowsOf(list).map(row => [row.dataset.key, row]));
    const top = [...rows.values()].find(row => row.getBoundingClientRect().bottom > 0), was = top ? top.getBoundingClientRect().top : 0;
    const wanted = rowsOf(twin).map(row => {
      const old = rows.get(row.dataset.key);
      if (old) { patchRow(old, row); rows.delete(row.dataset.key); return old; }
      const born = document.importNode(row, true);
      mark(born);
      return born;
    });
    rows.forEach(row => row.remove());
    const still = wanted.find(row => row.contains(document.activeElement));
    let before = true;
    for (const row of wanted) {
      if (row === still) before = false;
      else if (before && still) body.insertBefore(row, still);
      else body.appendChild(row);
    }
    if (top && top.isConnected && scrollY > 0) scrollBy(0, top.getBoundingClientRect().top - was);
    hide();
    count();
    tick();
  }
  function hold(list, twin, old) {
    waiting = [list, twin];
    const changed = rowsOf(twin).filter(row => row.dataset.number && (!old.has(row.dataset.key) || old.get(row.dataset.key).dataset.version !== row.dataset.version)).length;
    const bar = byId('waiting');
    if (!bar) { reorder(list, twin); return; }
    bar.hidden = false;
    bar.querySelector('button').textContent = fill(say.waiting, Math.max(1, changed));
    for (const row of rowsOf(twin)) patchRow(old.get(row.dataset.key), row);
  }
  function hide() {
    waiting = null;
    const bar = byId('waiting');
    if (bar) bar.hidden = true;
  }
  function apply() {
    if (waiting) reorder(byId(waiting[0].id) || waiting[0], waiting[1]);
  }

  // ---- A new critical never waits: it is said and stands in the tab's title at once ----
  const title = document.title;
  let spokenAt = 0;
  function announce(list, twin) {
    const known = new Set(rowsOf(list).map(row => row.dataset.key));
    const fresh = rowsOf(twin).filter(row => !known.has(row.dataset.key) && row.dataset.severity === 'critical' && row.dataset.status === 'new');
    if (fresh.length === 0) return;
    const text = fill(say.critical, fresh[0].dataset.number);
    document.title = '! ' + text + ' · ' + title;
    tell(text);
  }
  function tell(text) {
    if (Date.now() - spokenAt < 10000) return;
    byId('polite').textContent = text;
    spokenAt = Date.now();
  }
  addEventListener('focus', () => { document.title = title; });

  // ---- Ticked rows: how many they are, and the bar of what can be done with them ----
  const acts = byId('acts'), takeOne = byId('take-one');
  function count() {
    if (!acts) return;
    const picked = document.querySelectorAll('input[form=acts]:checked').length;
    acts.classList.toggle('floats', picked > 0);
    acts.querySelector('.says').textContent = picked > 0 ? fill(say.picked, picked) : acts.getAttribute('aria-label');
  }
  addEventListener('change', event => { if (event.target.matches('input[form=acts]')) count(); });
  addEventListener('reset', () => setTimeout(count));

  // ---- Keys: consonants only, silent in fields and while a keyboard composes; who has turned letters off keeps arrows and Enter ----
  const links = () => [...document.querySelectorAll('[data-key] a[data-open]')];
  const rowAt = () => document.activeElement.closest && document.activeElement.closest('tr[data-number]');
  let first = '', firstAt = 0, cameFrom = null;
  function move(step) {
    const all = links(), row = rowAt(), at = row ? all.indexOf(row.querySelector('a[data-open]')) : -1;
    const next = all[at < 0 ? 0 : Math.min(all.length - 1, Math.max(0, at + step))];
    if (next) { next.focus(); next.scrollIntoView({ block: 'nearest' }); }
  }
  function pick() {
    const box = rowAt() && rowAt().querySelector('input[form=acts]');
    if (!box) return false;
    box.checked = !box.checked;
    count();
    return true;
  }
  // No letter changes a record: this one asks, and Enter answers.
  function takeRow() {
    const row = rowAt();
    if (!takeOne || !row || row.dataset.free === undefined) return press('a');
    cameFrom = document.activeElement;
    takeOne.hidden = false;
    takeOne.querySelector('[name=incident]').value = row.dataset.number;
    takeOne.querySelector('.says').textContent = fill(say.take, row.dataset.number);
    takeOne.querySelector('button').focus();
    return true;
  }
  function leave() {
    const sheet = document.querySelector('details[open].menu, details[open].more');
    if (takeOne && !takeOne.hidden) {
      takeOne.hidden = true;
      if (cameFrom && cameFrom.isConnected) cameFrom.focus();
    } else if (sheet) {
      sheet.open = false;
      sheet.querySelector('summary').focus();
    } else {
      return false;
    }
    return true;
  }
  // Whatever names a key in its mark-up is reached by it: a field and a button get the focus, a link is followed.
  function press(key) {
    const mark = [...document.querySelectorAll(`[data-hotkey="${CSS.escape(key)}"]`)].find(one => one.tagName === 'A' || one.checkVisibility === undefined || one.checkVisibility() || one.closest('details'));
    if (!mark) return false;
    const shut = mark.closest('details:not([open])');
    if (shut && mark.tagName !== 'A') shut.open = true;
    if (mark.tagName === 'A') mark.click(); else mark.focus();
    return true;
  }
  function letter(key) {
    if (first === 'g' && Date.now() - firstAt < 2000) { first = ''; return press('g ' + key); }
    first = '';
    switch (key) {
      case 'g': first = 'g'; firstAt = Date.now(); return true;
      case 'j': move(1); return true;
      case 'k': move(-1); return true;
      case 'x': return pick();
      case 'a': return takeRow();
      case 'r': if (waiting) apply(); return waiting !== null;
      case '?': if (byId('keys').showModal) byId('keys').showModal(); return true;
      case 'm': location.assign('/waiting'); return true;
      default: return press(key);
    }
  }
  addEventListener('keydown', event => {
    touchedAt = Date.now();
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.keyCode === 229) return;
    if (event.key === 'Escape') { if (leave()) event.preventDefault(); return; }
    if (event.target instanceof Element && event.target.closest('input:not([type=checkbox]), textarea, select, [contenteditable]')) return;
    let done = false;
    if (event.key === 'ArrowDown' && rowAt()) { move(1); done = true; }
    else if (event.key === 'ArrowUp' && rowAt()) { move(-1); done = true; }
    else if (event.key.length === 1 && say.letters !== 'off') {
      if (event.key.charCodeAt(0) > 127) byId('polite').textContent = say.keyboard;
      else if (event.key !== ' ') done = letter(event.key);
    }
    if (done) event.preventDefault();
  });
  addEventListener('click', event => { if (event.target.closest('[data-close]')) leave(); });
  addEventListener('pointermove', () => { touchedAt = Date.now(); }, { passive: true });
  addEventListener('click', event => { if (event.target.closest('#waiting button')) apply(); });

  // ---- Beats: silence of 35 s is a cut, whatever the socket claims; hidden tabs give their connection back ----
  let hiddenAt = 0;
  setInterval(() => {
    tick();
    const silent = Date.now() - heardAt;
    if (state === 'live' && silent < 35000) show('live', fill(say.live, hour.format(new Date(heardAt + offset))));
    if (silent > 35000 && state !== 'cut' && !hiddenAt) { declareCut(); tries++; later(); }
    if (waiting && Date.now() - touchedAt > 10000) apply();
    if (hiddenAt && source && !keeper && Date.now() - hiddenAt > 60000) close();
  }, 1000);
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) { hiddenAt = Date.now(); return; }
    hiddenAt = 0;
    if (!source) { heardAt = Date.now(); tries = Math.max(tries, 1); open(); }
  });

  // ---- Notifications, for who allowed them: number and severity, never content. Of all open tabs one keeps its stream and speaks ----
  const mayNotify = 'Notification' in window && isSecureContext && navigator.locks !== undefined;
  const shelf = (name, value) => {
    try { if (value === undefined) return localStorage.getItem(name); localStorage.setItem(name, value); } catch { /* A browser that keeps nothing notifies nobody. */ }
    return null;
  };
  const notifies = () => mayNotify && Notification.permission === 'granted' && shelf('notify') === 'on';
  let keeper = false, letGo = null, noticesAt = 0;
  function keep() {
    if (!notifies()) { if (letGo) letGo(); return; }
    if (letGo) return;
    let end = () => {};
    const held = new Promise(done => { end = done; });
    letGo = () => { keeper = false; letGo = null; end(); };
    navigator.locks.request('incidentdesk-notices', () => { if (letGo) { keeper = true; notices(); } return held; });
  }
  function notices() {
    if (!keeper || !notifies() || noticesAt > Date.now()) return;
    const wait = 500 + Math.random() * 1500;
    noticesAt = Date.now() + wait;
    setTimeout(async () => {
      try {
        const answer = await fetch('/waiting/notices', { headers: { 'Accept': 'application/json' }, cache: 'no-store', redirect: 'manual' });
        if (!answer.ok) return;
        const told = JSON.parse(shelf('notices') || 'null'), all = await answer.json();
        // What was there when it was turned on is on the page already.
        for (const one of told === null ? [] : all.filter(one => !told.includes(one.key))) {
          const note = new Notification(one.text, { tag: one.key, icon: document.querySelector('link[rel=icon]').href, lang: say.language });
          note.onclick = () => { focus(); location.assign(one.href); note.close(); };
        }
        shelf('notices', JSON.stringify([...new Set([...all.map(one => one.key), ...(told || [])])].slice(0, 200)));
      } catch {
        // The next change asks again.
      }
    }, wait);
  }
  const panel = byId('notify');
  if (panel) {
    const button = panel.querySelector('button'), says = panel.querySelector('.says');
    const draw = () => {
      const on = notifies(), refused = mayNotify && Notification.permission === 'denied';
      says.textContent = !mayNotify ? panel.dataset.missing : refused ? panel.dataset.refused : on ? panel.dataset.on : panel.dataset.off;
      button.hidden = !mayNotify || refused;
      button.textContent = on ? panel.dataset.turnOff : panel.dataset.turnOn;
    };
    button.addEventListener('click', async () => {
      if (notifies()) shelf('notify', 'off');
      else if (await Notification.requestPermission() === 'granted') shelf('notify', 'on');
      draw();
      keep();
    });
    draw();
  }
  keep();
  addEventListener('storage', event => { if (event.key === 'notify') keep(); });

  // ---- Search as you type: an APG combobox whose option is chosen by hand; Enter without a choice opens the page of results ----
  document.querySelectorAll('form.find').forEach((form, nth) => {
    const field = form.querySelector('input'), list = form.querySelector('.found');
    let asks = null, soon = 0, at = -1;
    list.id = 'found-' + nth;
    for (const [name, value] of [['role', 'combobox'], ['aria-autocomplete', 'list'], ['aria-controls', list.id], ['aria-expanded', 'false']]) field.setAttribute(name, value);
    const options = () => [...list.querySelectorAll('[role=option]')];
    function open(yes) {
      list.hidden = !yes;
      field.setAttribute('aria-expanded', String(yes));
      if (!yes) choose(-1);
    }
    function choose(next) {
      at = next;
      options().forEach((one, place) => one.setAttribute('aria-selected', String(place === at)));
      const one = options()[at];
      if (one) { field.setAttribute('aria-activedescendant', one.id); one.scrollIntoView({ block: 'nearest' }); }
      else field.removeAttribute('aria-activedescendant');
    }
    async function look() {
      if (asks) asks.abort();
      if (field.value.trim().length < 2) { open(false); return; }
      const mine = asks = new AbortController();
      try {
        const answer = await fetch('/search/options?q=' + encodeURIComponent(field.value), { headers: { 'Accept': 'text/html' }, signal: mine.signal, redirect: 'manual' });
        if (!answer.ok || asks !== mine) return;
        const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('.options');
        if (!fresh || asks !== mine) return;
        list.replaceChildren(...[...fresh.children].map(child => document.importNode(child, true)));
        options().forEach((one, place) => { one.id = list.id + '-' + place; });
        choose(-1);
        open(options().length > 0 && document.activeElement === field);
        byId('polite').textContent = fresh.dataset.says;
      } catch {
        // Enter still opens the page of results.
      }
    }
    field.addEventListener('input', () => { clearTimeout(soon); soon = setTimeout(look, 120); });
    field.addEventListener('blur', () => open(false));
    list.addEventListener('mousedown', event => event.preventDefault());
    list.addEventListener('click', event => { const one = event.target.closest('[role=option]'); if (one) location.assign(one.dataset.href); });
    field.addEventListener('keydown', event => {
      if (event.isComposing || event.keyCode === 229) return;
      const count = options().length;
      if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && count > 0) {
        if (list.hidden) open(true);
        choose(event.key === 'ArrowDown' ? (at + 1) % count : at <= 0 ? count - 1 : at - 1);
      } else if (event.key === 'Enter' && at >= 0 && !list.hidden) location.assign(options()[at].dataset.href);
      else if (event.key === 'Escape' && !list.hidden) open(false);
      else return;
      event.preventDefault();
    });
  });

  // ---- A file on its way: how far it is. Without script the browser shows its own wheel ----
  addEventListener('submit', event => {
    const form = event.target;
    if (!form.matches('form.upload')) return;
    event.preventDefault();
    const bar = form.querySelector('progress'), status = form.querySelector('.says'), button = form.querySelector('button'), request = new XMLHttpRequest();
    const ended = text => { button.disabled = false; bar.hidden = true; status.textContent = text; };
    button.disabled = true;
    bar.hidden = false;
    request.upload.onprogress = sent => {
      if (!sent.lengthComputable) return;
      bar.value = Math.floor(100 * sent.loaded / sent.total);
      status.textContent = fill(form.dataset.gone, bar.value);
    };
    request.onload = () => {
      if (request.status < 400) { location.assign(request.responseURL); return; }
      const faults = new DOMParser().parseFromString(request.responseText, 'text/html').querySelector('#evidence-faults');
      const old = byId('evidence-faults');
      if (old) old.remove();
      if (faults) form.closest('details').before(document.importNode(faults, true));
      ended(faults ? '' : form.dataset.broken);
    };
    request.onerror = () => ended(form.dataset.broken);
    request.open('POST', form.action);
    request.setRequestHeader('Accept', 'text/html');
    request.send(new FormData(form));
  });
  const notice = byId('notice') || byId('faults');
  if (notice) notice.focus();
  document.documentElement.classList.add('scripted');
  open();
})();
