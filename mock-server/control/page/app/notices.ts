import { act, isRecord, listIn, send } from './api.ts';
import { byId, element, input, onClick, onSubmit } from './dom.ts';

export async function showNotices(): Promise<void> {
  const [banner, mails] = await Promise.all([send('GET', '/banner'), send('GET', '/outbox')]);
  const text = isRecord(banner.body) && typeof banner.body.text === 'string' ? banner.body.text : '';
  if (document.activeElement !== input('banner')) input('banner').value = text;
  const all = listIn(mails.body, 'mails');
  byId('mails', HTMLElement).replaceChildren(...all.map(mailView));
  byId('mails-none', HTMLElement).hidden = all.length > 0;
}

function mailView(mail: Readonly<Record<string, unknown>>): HTMLElement {
  const head = element('summary', {}, `${String(mail.subject)} – to ${String(mail.to)}`);
  return element('details', {}, head, element('pre', { tabindex: '0' }, String(mail.text)));
}

export function startNotices(): void {
  onSubmit('banner-form', () => set(input('banner').value, 'The notice is on every page.'));
  onClick('banner-off', () => set('', 'The notice is gone.'));
  onClick('mails-clear', async () => {
    await act('DELETE', '/outbox', undefined, 'The mails are thrown away.');
    await showNotices();
  });
}

async function set(text: string, done: string): Promise<void> {
  input('banner').blur();
  await act('PUT', '/banner', { text: text === '' ? null : text }, done);
  await showNotices();
}
