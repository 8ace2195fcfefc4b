import { act, isRecord, listIn, send } from './api.ts';
import { byId, element, input, onClick, options, select } from './dom.ts';
import { showHealth } from './health.ts';

const checked = new Set<string>();

export async function showDefects(): Promise<void> {
  const [{ body }, apps] = await Promise.all([send('GET', '/defects'), send('GET', '/apps')]);
  if (!isRecord(body)) return;
  options(select('defect-scope'), [
    ['', 'everyone'],
    ...listIn(apps.body, 'apps').map((app) => [String(app.client_id), `${String(app.name)} only`] as const),
  ]);
  const byClient = isRecord(body.byClient) ? body.byClient : {};
  const scope = select('defect-scope').value;
  const inForce = scope === '' ? body.inForce : byClient[scope];
  checked.clear();
  if (Array.isArray(inForce)) for (const name of inForce) checked.add(String(name));
  const all = listIn(body, 'catalogue');
  byId('catalogue', HTMLElement).replaceChildren(...all.map(choice));
  byId('defect-count', HTMLElement).textContent = `${all.length} defects`;
  count();
  find();
}

function choice(defect: Readonly<Record<string, unknown>>): HTMLLabelElement {
  const name = String(defect.name);
  const box = element('input', { type: 'checkbox', value: name });
  box.checked = checked.has(name);
  box.addEventListener('change', () => {
    if (box.checked) checked.add(name);
    else checked.delete(name);
    count();
  });
  const text = element('span', {}, element('code', {}, name), ` ${String(defect.summary)}`);
  return element('label', { class: 'choice' }, box, text, element('small', {}, String(defect.clause)));
}

function count(): void {
  byId('defects-chosen', HTMLElement).textContent =
    checked.size === 0 ? 'none chosen' : `${checked.size} chosen`;
}

function find(): void {
  const sought = input('sought').value.toLowerCase();
  for (const label of byId('catalogue', HTMLElement).querySelectorAll('label')) {
    label.hidden = !label.textContent.toLowerCase().includes(sought);
  }
}

export function startDefects(): void {
  input('sought').addEventListener('input', find);
  select('defect-scope').addEventListener('change', () => void showDefects());
  onClick('apply-defects', async () => {
    const scope = select('defect-scope').value;
    await act(
      'PUT',
      '/defects',
      { names: [...checked], ...(scope !== '' && { client_id: scope }) },
      checked.size === 0 ? 'No defect is in force here.' : `${checked.size} in force.`,
    );
    await Promise.all([showDefects(), showHealth()]);
  });
  onClick('clear-defects', async () => {
    await act('DELETE', '/defects', undefined, 'All defects are off.');
    await Promise.all([showDefects(), showHealth()]);
  });
}
