import { act, isRecord, listIn, send } from './api.ts';
import { byId, element, input, onClick, select } from './dom.ts';

const COLUMNS = 6;
let shown: string | undefined;

export async function showJournal(): Promise<void> {
  const query = new URLSearchParams({ limit: '50' });
  if (input('journal-url').value !== '') query.set('url', input('journal-url').value);
  if (select('journal-status').value !== '') query.set('status', select('journal-status').value);
  const { body } = await send('GET', `/journal?${query}`);
  const entries = listIn(body, 'entries');
  const state = JSON.stringify(entries.map(({ id }) => id));
  if (state === shown) return;
  shown = state;
  byId('entries', HTMLTableSectionElement).replaceChildren(...entries.flatMap(entryRows));
  byId('journal-none', HTMLElement).hidden = entries.length > 0;
}

type Entry = Readonly<Record<string, unknown>>;

function entryRows(entry: Entry): readonly HTMLTableRowElement[] {
  const id = `entry-${String(entry.id)}`;
  // Not as a URL: what stands for a secret has a # in it.
  const address = String(entry.url).replace(/^https?:\/\/[^/]+/, '');
  const toggle = element(
    'button',
    { type: 'button', class: 'link', 'aria-expanded': 'false', 'aria-controls': id },
    `${String(entry.method)} ${decoded(address)}`,
  );
  const detail = element('tr', { id, hidden: '' }, element('td', { colspan: String(COLUMNS) }));
  toggle.addEventListener('click', () => {
    detail.hidden = !detail.hidden;
    toggle.setAttribute('aria-expanded', String(!detail.hidden));
    const cell = detail.cells[0];
    if (cell && cell.childNodes.length === 0) cell.append(...exchange(entry));
  });
  const status = Number(entry.status);
  const kind = status === 0 || status >= 500 ? 'bad' : status >= 400 ? 'wait' : 'good';
  const line = element(
    'tr',
    {},
    element('td', {}, new Date(Number(entry.at)).toISOString().slice(11, 19)),
    element('th', { scope: 'row' }, toggle),
    element('td', {}, element('span', { class: `badge ${kind}` }, status === 0 ? 'dropped' : String(status))),
    element('td', {}, String(entry.clientId ?? '')),
    element('td', {}, cause(entry)),
    element('td', { class: 'number' }, String(Math.round(Number(entry.durationMs)))),
  );
  return [line, detail];
}

function decoded(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}

function cause({ injected, defects }: Entry): string {
  const names = Array.isArray(defects) ? defects.map(String) : [];
  return [injected === true ? 'ordered fault' : '', ...names].filter(Boolean).join(', ');
}

function exchange(entry: Entry): readonly Node[] {
  const part = (title: string, headers: unknown, body: unknown) => [
    element('h3', {}, title),
    element('pre', { tabindex: '0' }, [headerText(headers), String(body ?? '')].filter(Boolean).join('\n\n')),
  ];
  return [
    ...part('Request', entry.requestHeaders, entry.requestBody),
    ...part('Response', entry.responseHeaders, entry.responseBody),
  ];
}

function headerText(headers: unknown): string {
  if (!isRecord(headers)) return '';
  return Object.entries(headers)
    .flatMap(([name, value]) => [value].flat().map((one) => `${name}: ${String(one)}`))
    .join('\n');
}

export function startJournal(): void {
  input('journal-url').addEventListener('input', () => void showJournal());
  select('journal-status').addEventListener('change', () => void showJournal());
  onClick('journal-clear', async () => {
    await act('DELETE', '/journal', undefined, 'The journal is empty.');
    await showJournal();
  });
  setInterval(() => {
    if (input('journal-live').checked && document.visibilityState === 'visible') void showJournal();
  }, 2000);
}
