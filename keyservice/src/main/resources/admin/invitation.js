// Accepts an invitation. The link's secret is in the fragment, which browsers send nowhere, so a script reads it.

const $ = (id) => document.getElementById(id);
const token = location.hash.slice(1);
const form = $('accept');

/** Sends a request. Without a response, or with one that is not the service's, says so in place of its sentence. */
async function send(path, init) {
  try {
    const response = await fetch(path, init);
    return { ok: response.ok, status: response.status, body: await response.json() };
  } catch {
    return { ok: false, status: 0, body: { message: 'The service cannot be reached now. Try again.' } };
  }
}

function post(path, body) {
  return send(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
}

/** Says who is signed in in this browser, and signs them out before the invited person goes on. */
function askToSignOut(session) {
  $('other').textContent = session.name;
  $('signed-in').hidden = false;
  $('sign-out').addEventListener('click', async () => {
    await send('/sessions/current', { method: 'DELETE', headers: { 'X-CSRF-Token': session.csrfToken } });
    location.reload();
  });
}

/** Shows a refusal at its field, or above the form. */
function refuse(problem) {
  for (const name of ['name', 'password']) {
    const isIt = problem.field === name;
    $(`${name}-fault`).textContent = isIt ? problem.message.replace(/^Field '\w+'/, 'This') : '';
    $(name).toggleAttribute('aria-invalid', false);
    if (isIt) {
      $(name).setAttribute('aria-invalid', 'true');
      $(name).focus();
    }
  }
  tell(['name', 'password'].includes(problem.field) ? '' : problem.message);
}

/** Says that the link opens nothing, or why it cannot be tried, in place of the form. */
function refuseLink({ status, body }) {
  $('card').hidden = true;
  $('used').hidden = status !== 404;
  tell(status === 404 ? 'This link is not good any more. Ask whoever invited you for another one.' : body.message);
}

function tell(text) {
  $('told').textContent = text;
  $('told').hidden = !text;
}

$('card').hidden = false;
const validated = await post('/invitations/validate', { token });
$('waiting').hidden = true;
if (validated.ok) {
  const invited = validated.body;
  $('invited').hidden = false;
  $('organization').textContent = invited.organizationName;
  $('email').textContent = invited.email;
  $('username').value = invited.email;
  $('named').hidden = invited.name !== null;
  $('name').required = invited.name === null;
  const session = await send('/sessions/current', { headers: { Accept: 'application/json' } });
  form.hidden = session.ok;
  if (session.ok) {
    askToSignOut(session.body);
  }
} else {
  refuseLink(validated);
}

// Another link that is opened in this tab changes the part after # alone, and browsers load nothing.
addEventListener('hashchange', () => location.reload());

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  if (form.dataset.sent) {
    return;
  }
  form.dataset.sent = 'yes';
  const choice = { token, password: $('password').value };
  if (!$('named').hidden) {
    choice.name = $('name').value.trim().normalize();
  }
  const accepted = await post('/invitations/accept', choice);
  delete form.dataset.sent;
  if (accepted.ok) {
    history.replaceState(null, '', location.pathname);
    form.hidden = true;
    $('invited').hidden = true;
    tell('');
    $('done').hidden = false;
    $('done').focus();
  } else if (accepted.status === 404) {
    refuseLink(accepted);
  } else {
    refuse(accepted.body);
  }
});
