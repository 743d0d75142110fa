import { $, post, tell } from '/admin/page.js';

const fromProvider = location.hash === '#code';
let csrfToken = '';

function show(session) {
  csrfToken = session.csrfToken;
  $('title').textContent = 'Signed in';
  $('who').textContent = `${session.name}, ${session.organizationName}`;
  $('sign-in').hidden = true;
  $('sign-out').hidden = false;
  history.replaceState(null, '', location.pathname);
  tell('');
}

async function begin() {
  const current = await fetch('/sessions/current');
  if (current.ok) {
    show(await current.json());
    return;
  }
  $('sign-in').hidden = false;
  $('credentials').hidden = fromProvider;
  $('second').hidden = !fromProvider;
  const provider = await fetch('/sessions/oidc', { redirect: 'manual' });
  $('provider').hidden = fromProvider || provider.type !== 'opaqueredirect';
}

$('sign-in').addEventListener('submit', async (event) => {
  event.preventDefault();
  const code = $('code').value.trim();
  const answer = fromProvider
    ? await post('/sessions/oidc', { code })
    : await post('/sessions', { email: $('email').value, password: $('password').value, ...(code && { code }) });
  if (answer.ok) {
    show(answer.body);
    return;
  }
  if (answer.body.field === 'code') {
    $('second').hidden = false;
    $('code').focus();
  }
  tell(answer.body.message);
});

$('sign-out').addEventListener('click', async () => {
  await fetch('/sessions/current', { method: 'DELETE', headers: { 'X-CSRF-Token': csrfToken } });
  location.reload();
});

await begin();
