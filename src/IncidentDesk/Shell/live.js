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
      if (tries > 0) ask();
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
    if (/^event: /m.test(event)) ask();
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

  // ---- Fetching the same page's fragment: of many changes at once it asks once, and a slow answer means a busy desk, to be spared.
  // The pause is well under the second in which an open board must be right ----
  let asked = false, asking = false, lastAsk = 0, pause = 400;
  function ask() {
    if (asked) return;
    asked = true;
    setTimeout(fetchFragment, Math.max(0, lastAsk + pause - Date.now()));
  }
  async function fetchFragment() {
    if (asking) { setTimeout(fetchFragment, 100); return; }
    asking = true;
    asked = false;
    lastAsk = Date.now();
    try {
      const answer = await fetch(location.href, { headers: { 'Accept': 'text/html', 'X-Fragment': 'live' }, cache: 'no-store', redirect: 'manual' });
      if (answer.type === 'opaqueredirect' || answer.status === 401) {
        signedOut();
      } else if (answer.ok) {
        patch(new DOMParser().parseFromString(await answer.text(), 'text/html'));
      }
    } catch {
      // The next event, beat or try asks again; the strip says how things stand meanwhile.
    } finally {
      asking = false;
      pause = Math.min(5000, Math.max(400, 2 * (Date.now() - lastAsk)));
    }
  }

  // ---- Patching: equal versions are not touched, what a hand is on is not replaced ----
  let waiting = null, touchedAt = 0;
  const held = node => node.contains(document.activeElement) && document.activeElement !== document.body
    || node.querySelector('details[open], :checked[data-touched]') !== null
    || (!getSelection().isCollapsed && node.contains(getSelection().anchorNode));

  function patch(fresh) {
    for (const region of document.querySelectorAll('[data-live]')) {
      const twin = fresh.querySelector(`[data-live="${region.dataset.live}"]`);
      if (!twin) continue;
      if (region.dataset.order !== undefined) patchList(region, twin);
      else if (region.innerHTML !== twin.innerHTML && !held(region)) replace(region, twin);
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
    cells.forEach((cell, index) => {
      if (cell.innerHTML !== fresh[index].innerHTML && !held(cell)) cell.replaceWith(document.importNode(fresh[index], true));
    });
    row.dataset.version = twin.dataset.version;
    mark(row);
  }
  function reorder(list, twin) {
    const rows = rowsOf(list), known = new Set(rows.map(row => row.dataset.key));
    const versions = new Map(rows.map(row => [row.dataset.key, row.dataset.version]));
    const top = rows.find(row => row.getBoundingClientRect().bottom > 0);
    const focused = document.activeElement.closest && document.activeElement.closest('[data-key]');
    const was = top ? top.getBoundingClientRect().top : 0;
    const fresh = document.importNode(twin, true);
    list.replaceWith(fresh);
    for (const row of rowsOf(fresh))
      if (!known.has(row.dataset.key) || versions.get(row.dataset.key) !== row.dataset.version) mark(row);
    const find = key => fresh.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (focused) { const row = find(focused.dataset.key); if (row) row.querySelector('a').focus({ preventScroll: true }); }
    if (top && scrollY > 0) { const row = find(top.dataset.key); if (row) scrollBy(0, row.getBoundingClientRect().top - was); }
    hide();
    tick();
  }
  function hold(list, twin, old) {
    waiting = [list, twin];
    const count = rowsOf(twin).filter(row => row.dataset.number && (!old.has(row.dataset.key) || old.get(row.dataset.key).dataset.version !== row.dataset.version)).length;
    const bar = byId('waiting');
    if (!bar) { reorder(list, twin); return; }
    bar.hidden = false;
    bar.querySelector('button').textContent = fill(say.waiting, Math.max(1, count));
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
    if (Date.now() - spokenAt > 10000) {
      byId('polite').textContent = text;
      spokenAt = Date.now();
    }
  }
  addEventListener('focus', () => { document.title = title; });

  // ---- Keys: consonants only, silent in fields and while a keyboard composes ----
  const links = () => [...document.querySelectorAll('[data-key] a[data-open]')];
  function move(step) {
    const all = links(), at = all.indexOf(document.activeElement);
    const next = all[at < 0 ? 0 : Math.min(all.length - 1, Math.max(0, at + step))];
    if (next) { next.focus(); next.scrollIntoView({ block: 'nearest' }); }
  }
  addEventListener('keydown', event => {
    touchedAt = Date.now();
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.keyCode === 229) return;
    if (event.target instanceof Element && event.target.closest('input, textarea, select, [contenteditable]')) return;
    const inList = links().includes(document.activeElement);
    if (event.key === 'j' || (event.key === 'ArrowDown' && inList)) move(1);
    else if (event.key === 'k' || (event.key === 'ArrowUp' && inList)) move(-1);
    else if (event.key === 'r' && waiting) apply();
    else if (event.key === '?' && byId('keys').showModal) byId('keys').showModal();
    else {
      if (event.key.length === 1 && event.key.charCodeAt(0) > 127) byId('polite').textContent = say.keyboard;
      return;
    }
    event.preventDefault();
  });
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
    if (hiddenAt && source && Date.now() - hiddenAt > 60000) close();
  }, 1000);
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) { hiddenAt = Date.now(); return; }
    hiddenAt = 0;
    if (!source) { heardAt = Date.now(); tries = Math.max(tries, 1); open(); }
  });
  document.documentElement.classList.add('scripted');
  open();
})();
