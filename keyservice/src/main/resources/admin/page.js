// Adds to pages what HTML alone cannot do. Every page works without it.

/** Copies what data-copy names by id, and says so. */
function copying(button) {
  const source = document.getElementById(button.dataset.copy);
  const said = button.querySelector('[data-said]') ?? button;
  const before = said.textContent;
  button.hidden = !navigator.clipboard;
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(source.textContent);
      said.textContent = 'Copied';
      document.dispatchEvent(new CustomEvent('copied', { detail: source }));
    } catch {
      getSelection().selectAllChildren(source);
      said.textContent = 'Press Ctrl+C';
    }
    setTimeout(() => { said.textContent = before; }, 2500);
  });
}

/** Guards a value that is shown once: data-once is the address that a reload and the history get in its place. */
function once(shown) {
  history.replaceState(null, '', shown.dataset.once);
  let saved = false;
  const done = () => { saved = true; };
  document.addEventListener('copied', (event) => { saved ||= shown.contains(event.detail); });
  document.querySelectorAll('[data-done]').forEach((each) => each.addEventListener('click', done));
  addEventListener('beforeunload', (event) => {
    if (!saved) {
      event.preventDefault();
    }
  });
  addEventListener('pagehide', () => shown.replaceChildren());
  addEventListener('pageshow', (event) => {
    if (event.persisted) {
      location.replace(shown.dataset.once);
    }
  });
}

let typed = false;
addEventListener('input', () => { typed = true; });

/**
 * Asks each second for the receipt data-poll, and loads the page again once it is effective or the session has ended. What
 * is being typed would be lost by that, so the page stays then.
 */
async function polling(part) {
  while (!typed && part.isConnected && part.dataset.poll) {
    await new Promise((wake) => setTimeout(wake, 1000));
    const response = await fetch(part.dataset.poll, { headers: { Accept: 'application/json' } }).catch(() => null);
    const isOver = response?.ok ? (await response.json()).status !== 'pending' : response?.status === 401;
    if (isOver && !typed) {
      location.reload();
      return;
    }
  }
}

/** Keeps the line about pending changes current: takes it over from the page data-live, until that has none. */
function live(part) {
  setTimeout(() => {
    const request = new XMLHttpRequest();
    request.open('GET', part.dataset.live);
    request.responseType = 'document';
    request.addEventListener('loadend', () => {
      if (!request.responseURL.endsWith(part.dataset.live)) {
        return;
      }
      const line = request.response?.getElementById(part.id);
      if (line) {
        part.replaceChildren(...document.importNode(line, true).childNodes);
      } else if (request.status === 200) {
        part.className = 'notice good';
        part.textContent = part.dataset.done;
        return;
      }
      live(part);
    });
    request.send();
  }, 2000);
}

/** Finds places as they are typed: sends the form as its button Find does, and takes over what the response has found. */
function finding(part) {
  const input = part.querySelector('input');
  const shown = document.getElementById(part.dataset.find);
  let last = input.value;
  let timer;
  let request;
  const takeOver = (found) => {
    const focused = document.activeElement.value;
    const hadFocus = shown.contains(document.activeElement);
    shown.replaceChildren(...document.importNode(found, true).childNodes);
    if (hadFocus) {
      [...shown.querySelectorAll('[type=checkbox]')].find((box) => box.value === focused)?.focus();
    }
  };
  const find = () => {
    last = input.value;
    request?.abort();
    request = new XMLHttpRequest();
    request.open('POST', input.form.action);
    request.responseType = 'document';
    request.addEventListener('load', (event) => {
      const found = event.target.response?.getElementById(part.dataset.find);
      if (event.target.status === 200 && found) {
        takeOver(found);
      }
    });
    request.addEventListener('loadend', () => { request = null; });
    const body = new URLSearchParams(new FormData(input.form));
    body.set('find', 'places');
    request.send(body);
  };
  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(() => input.value === last || find(), 300);
  });
  // The response to a request under way does not know of this choice, and would undo it.
  shown.addEventListener('change', () => request && find());
}

/** Tries the key that the page shows at a gateway, by way of the server, and says what came of it. */
function trying(button) {
  const shown = document.getElementById('trial');
  button.hidden = false;
  button.addEventListener('click', () => {
    const request = new XMLHttpRequest();
    request.open('POST', button.dataset.try);
    request.responseType = 'document';
    request.addEventListener('loadend', () => {
      const told = request.status === 200 && request.response?.getElementById('trial');
      shown.className = told ? told.className : 'quiet';
      shown.textContent = told ? told.textContent : 'The key could not be tried now.';
    });
    shown.textContent = 'Asking the gateway …';
    request.send(new URLSearchParams({
      csrf: document.querySelector('[name=csrf]').value,
      key: document.getElementById('once').textContent,
    }));
  });
}

/** Says what the choices of a form make, by the words of each; those for rights go without saying of a user's own key. */
function wording(part) {
  const form = part.closest('form');
  const say = () => {
    const chosen = [...form.querySelectorAll('[data-words]:is(:checked, [type=hidden])')];
    const isOwn = chosen.some((each) => each.name === 'kind' && each.value === 'user');
    part.textContent = chosen.filter((each) => !(isOwn && ['rights', 'permissions'].includes(each.name))).map((each) => each.dataset.words).join(' ');
  };
  form.addEventListener('change', say);
  addEventListener('pageshow', say);
}

/** Chooses the radio button for what is filled in, such as “On a date” for a date. Another choice takes that back. */
function choosing(part) {
  const [name, value] = part.dataset.chooses.split('=');
  const form = part.closest('form');
  part.addEventListener('input', ({ target }) => {
    if (target.type === 'checkbox' || target.value) {
      form.querySelector(`[name="${name}"][value="${value}"]`).checked = true;
    }
  });
  form.addEventListener('change', ({ target }) => {
    if (target.name === name && target.value !== value) {
      part.querySelectorAll('[type=checkbox]').forEach((box) => { box.checked = box.defaultChecked; });
      part.querySelectorAll('[type=date]').forEach((date) => { date.value = date.defaultValue; });
    }
  });
}

/** Closes the account menu by Escape and by a click elsewhere. */
function menu(details) {
  document.addEventListener('click', (event) => {
    if (!details.contains(event.target)) {
      details.open = false;
    }
  });
  details.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && details.open) {
      details.open = false;
      details.querySelector('summary').focus();
    }
  });
}

/** Loads a page that the browser has kept for the way back again if its session has ended or is another one by now. */
async function keptByTheBrowser({ persisted }) {
  const token = document.querySelector('[name=csrf]');
  if (!persisted || !token) {
    return;
  }
  document.body.hidden = true;
  const response = await fetch('/sessions/current', { headers: { Accept: 'application/json' } }).catch(() => null);
  if (response && !(response.ok && (await response.json()).csrfToken === token.value)) {
    location.reload();
    return;
  }
  document.body.hidden = false;
}

/** Keeps a form from being sent twice by a double click. */
function sendingOnce(form) {
  form.addEventListener('submit', (event) => {
    if (form.dataset.sent) {
      event.preventDefault();
    }
    form.dataset.sent = 'yes';
  });
  addEventListener('pageshow', () => { delete form.dataset.sent; });
}

addEventListener('pageshow', keptByTheBrowser);
document.querySelectorAll('[data-copy]').forEach(copying);
document.querySelectorAll('[data-once]').forEach(once);
document.querySelectorAll('[data-poll]').forEach(polling);
document.querySelectorAll('[data-live]').forEach(live);
document.querySelectorAll('[data-try]').forEach(trying);
document.querySelectorAll('[data-find]').forEach(finding);
document.querySelectorAll('[data-chooses]').forEach(choosing);
document.querySelectorAll('[data-sentence]').forEach(wording);
document.querySelectorAll('details.menu').forEach(menu);
document.querySelector('.nav [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
document.querySelectorAll('form[method=post]').forEach(sendingOnce);
