import { $, post, tell } from '/admin/page.js';

const token = location.hash.slice(1);
const form = $('accept');

const validated = await post('/invitations/validate', { token });
if (validated.ok) {
  const invited = validated.body;
  $('who').textContent = `${invited.email}, invited to ${invited.organizationName}.`;
  $('named').hidden = invited.name !== null;
  $('name').required = invited.name === null;
  form.hidden = false;
} else {
  tell(validated.status === 404
    ? 'This link is not good any more. Ask whoever invited you for another one.'
    : validated.body.message);
}

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const choice = { token, password: $('password').value };
  if (!$('named').hidden) {
    choice.name = $('name').value;
  }
  const accepted = await post('/invitations/accept', choice);
  if (accepted.ok) {
    history.replaceState(null, '', location.pathname);
    $('who').textContent = 'Your account is ready.';
    form.hidden = true;
    $('next').hidden = false;
    tell('');
  } else {
    tell(accepted.body.message);
  }
});
