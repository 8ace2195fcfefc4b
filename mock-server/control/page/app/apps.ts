import { act, isRecord, listIn, send } from './api.ts';
import { button, byId, element, input, onSubmit, row } from './dom.ts';
import { showTokenChoices } from './tokens.ts';

const RISKS = ['low', 'medium', 'high'] as const;

export async function showApps(): Promise<void> {
  const { body } = await send('GET', '/apps');
  byId('apps', HTMLTableSectionElement).replaceChildren(...listIn(body, 'apps').map(appRow));
}

function appRow(app: Readonly<Record<string, unknown>>): HTMLTableRowElement {
  const id = String(app.client_id);
  const name = element('span', {}, String(app.name), element('br'), element('code', {}, id));
  const uris = Array.isArray(app.redirect_uris) ? app.redirect_uris.map(String) : [];
  const secret =
    app.public === true ? 'public app' : element('code', {}, String(app.client_secret ?? 'shown once'));
  return row(
    name,
    secret,
    element('span', { class: 'uris' }, ...uris.flatMap((uri) => [element('code', {}, uri), element('br')])),
    riskOf(id, String(app.name), String(app.risk)),
    button('Remove', () => remove(id, String(app.name)), 'small danger'),
  );
}

function riskOf(id: string, name: string, risk: string): HTMLSelectElement {
  const choice = element('select', { 'aria-label': `Risk category of ${name}`, class: 'small' });
  for (const one of RISKS) choice.append(element('option', { value: one }, one));
  choice.value = risk;
  choice.addEventListener('change', () => {
    void act(
      'PATCH',
      `/apps/${encodeURIComponent(id)}`,
      { risk: choice.value },
      `${name} is ${choice.value} risk.`,
    );
  });
  return choice;
}

async function remove(id: string, name: string): Promise<void> {
  if (!confirm(`Remove ${name}? Its tokens open nothing any more.`)) return;
  await act('DELETE', `/apps/${encodeURIComponent(id)}`, undefined, `${name} is removed.`);
  await refresh();
}

async function refresh(): Promise<void> {
  await Promise.all([showApps(), showTokenChoices()]);
}

export function startApps(): void {
  onSubmit('app-form', async (form) => {
    const uris = input('app-uris').value.split(/\s+/).filter(Boolean);
    const isNative = input('app-native').checked;
    const body = await act(
      'POST',
      '/apps',
      {
        name: input('app-name').value,
        ...(uris.length > 0 && { redirect_uris: uris }),
        ...(isNative && { native_app: true, public: true }),
      },
      'The app is registered.',
    );
    if (!isRecord(body)) return;
    form.reset();
    const secret = body.client_secret === undefined ? 'none: a public app' : String(body.client_secret);
    byId('app-made-id', HTMLElement).textContent = String(body.client_id);
    byId('app-made-secret', HTMLElement).textContent = secret;
    byId('app-made', HTMLElement).hidden = false;
    await refresh();
  });
}
