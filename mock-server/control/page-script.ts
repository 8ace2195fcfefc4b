/** The script of the control page: every lever is one request to the JSON interface. */
export const controlScript = `
const base = document.currentScript.dataset.base;
const at = (id) => document.getElementById(id);
async function send(method, path, body) {
  const response = await fetch(base + path, {
    method,
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
    body,
  });
  const text = await response.text();
  let answer = text;
  try { answer = JSON.parse(text); } catch {}
  return { ok: response.ok, status: response.status, answer };
}
function say(result) {
  at('said').textContent = result.ok ? 'Done.' : (result.answer.detail ?? 'Status ' + result.status);
  at('said').setAttribute('role', result.ok ? 'status' : 'alert');
}
async function showClock() {
  const { answer } = await send('GET', '/clock');
  at('now').textContent = answer.now;
  at('frozen').textContent = answer.frozen ? '(stands still)' : '';
}
async function showJournal() {
  const { answer } = await send('GET', '/journal?limit=50');
  at('entries').replaceChildren(...(answer.entries ?? []).map((entry) => {
    const row = document.createElement('tr');
    for (const cell of [new Date(entry.at).toISOString().slice(11, 19), entry.method + ' ' + entry.url,
      entry.status || 'dropped', entry.clientId ?? '', Math.round(entry.durationMs)]) {
      const td = document.createElement('td');
      td.textContent = cell;
      row.append(td);
    }
    return row;
  }));
}
for (const button of document.querySelectorAll('[data-send]')) {
  button.addEventListener('click', async () => {
    const [method, path] = button.dataset.send.split(' ');
    say(await send(method, path, button.dataset.body));
    if (button.hasAttribute('data-reload')) location.reload();
    await showClock();
    await showJournal();
  });
}
at('apply-defects').addEventListener('click', async () => {
  const names = [...document.querySelectorAll('[name=defect]:checked')].map((box) => box.value);
  say(await send('PUT', '/defects', JSON.stringify({ names })));
});
at('sought').addEventListener('input', () => {
  const sought = at('sought').value.toLowerCase();
  for (const label of at('catalogue').querySelectorAll('label'))
    label.hidden = !label.textContent.toLowerCase().includes(sought);
});
function choose() {
  const option = at('operation').selectedOptions[0];
  at('path').value = option.value.split(' ')[1];
  at('body').value = option.dataset.example;
}
at('operation').addEventListener('change', choose);
at('run').addEventListener('click', async () => {
  const method = at('operation').value.split(' ')[0];
  const body = at('body').value.trim();
  const result = await send(method, at('path').value, method === 'GET' || body === '' ? undefined : body);
  say(result);
  at('answer').textContent = typeof result.answer === 'string' ? result.answer : JSON.stringify(result.answer, null, 2);
  await showClock();
});
at('refresh').addEventListener('click', showJournal);
choose();
showJournal();
`;
