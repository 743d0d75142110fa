// What the pages share.

export const $ = (id) => document.getElementById(id);

export function tell(text) {
  $('told').textContent = text;
}

/** Posts JSON to the API of this service. */
export async function post(path, body) {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { ok: response.ok, status: response.status, body: await response.json() };
}
