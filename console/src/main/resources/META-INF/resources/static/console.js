// Pages come from the server; this keeps an open one up to date.
(() => {
  const rest = { method: 'GET', headers: { 'Accept': 'text/html' }, credentials: 'same-origin' };
  const dirty = new Set();
  let busy = false;

  function times() {
    const words = new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: 'auto', style: 'short' });
    for (const time of document.querySelectorAll('time[datetime]')) {
      const at = new Date(time.dateTime);
      const seconds = (at - Date.now()) / 1000;
      const [unit, size] = Math.abs(seconds) < 60 ? ['second', 1] : Math.abs(seconds) < 3600 ? ['minute', 60]
        : Math.abs(seconds) < 86400 ? ['hour', 3600] : ['day', 86400];
      time.textContent = words.format(Math.round(Math.min(seconds, 0) / size), unit);
      time.title = at.toLocaleString(document.documentElement.lang, { dateStyle: 'medium', timeStyle: 'medium' });
    }
  }

  async function html(path) {
    const answer = await fetch(path, rest);
    if (answer.redirected) location.reload();
    return answer.ok ? answer.text() : null;
  }

  function mark(element) {
    element?.classList.add('changed');
    setTimeout(() => element?.classList.remove('changed'), 1500);
  }

  async function row(id) {
    const list = document.getElementById('rows');
    const engines = list.dataset.live === 'engines';
    const name = engines ? 'e-' + id.replace('/', '.') : 'd-' + id;
    const old = document.getElementById(name);
    if (!old && (engines ? location.search : list.dataset.live !== 'list')) return;
    const text = await html((engines ? '/engines/' : '/deliveries/') + id + '/row');
    if (!text) return;
    htmx.swap(old ?? list, text, { swapStyle: old ? 'outerHTML' : 'afterbegin' });
    document.getElementById('empty')?.remove();
    mark(document.getElementById(name));
  }

  async function clusterRow(id) {
    const name = 'c-' + id.replace('/', '.');
    const old = document.getElementById(name);
    const text = old && await html('/engines/clusters/' + id + '/row');
    if (!text) return;
    htmx.swap(old, text, { swapStyle: 'outerHTML' });
    mark(document.getElementById(name));
    times();
  }

  async function body(id) {
    const text = await html('/deliveries/' + id + '/body');
    if (!text) return;
    const open = [...document.querySelectorAll('details[open]')].map(details => details.id);
    htmx.swap('#delivery', text, { swapStyle: 'outerHTML' });
    open.forEach(it => document.getElementById(it)?.setAttribute('open', ''));
  }

  async function missed() {
    const answer = await fetch('/api/engines' + location.search, { credentials: 'same-origin' });
    if (!answer.ok) return;
    for (const engine of (await answer.json()).engines) {
      const shown = document.getElementById('e-' + engine.project + '.' + engine.environment)?.querySelector('time');
      if (!shown || Date.parse(shown.dateTime) < Math.floor(Date.parse(engine.since))) dirty.add(engine.project + '/' + engine.environment);
    }
    show();
  }

  async function show() {
    if (busy) return;
    busy = true;
    try {
      for (const id of dirty) {
        dirty.delete(id);
        await (document.getElementById('rows') ? row(id) : body(id));
        times();
      }
    } finally {
      busy = false;
    }
  }

  times();
  setInterval(times, 10000);
  const live = document.querySelector('[data-live]');
  if (!live) return;
  const one = live.id === 'delivery' ? live.dataset.live : null;
  const notice = document.querySelector('.offline');
  const engines = live.dataset.live === 'engines';
  const events = new EventSource(engines ? '/api/engines/events' : '/api/deliveries/events');
  if (document.getElementById('clusters')) {
    new EventSource('/api/engines/clusters/events').onmessage = event => clusterRow(event.lastEventId);
  }
  events.onerror = () => { notice.hidden = false; };
  events.onopen = () => {
    if (!notice.hidden) return location.reload();
    // What changed between the page and this connection.
    if (engines) return missed();
    if (one) dirty.add(one);
    else document.querySelectorAll('#rows > li:has(> .state.working)').forEach(row => dirty.add(row.id.slice(2)));
    show();
  };
  events.onmessage = event => {
    if (engines) {
      dirty.add(event.lastEventId);
      return show();
    }
    const delivery = JSON.parse(event.data);
    if (one ? delivery.id === one : !delivery.idle) {
      dirty.add(delivery.id);
      show();
    }
  };
})();
