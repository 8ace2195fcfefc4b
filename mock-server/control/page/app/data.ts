import { act, complain, isRecord, listIn, send } from './api.ts';
import { byId, element, onClick, onSubmit, row } from './dom.ts';

export async function showData(): Promise<void> {
  const { body } = await send('GET', '/overlay');
  const versions = listIn(body, 'versions').toReversed();
  byId('overlay', HTMLTableSectionElement).replaceChildren(
    ...versions.map((one) =>
      row(
        element('code', {}, String(one.reference)),
        String(one.version),
        String(one.availableAt).slice(0, 19).replace('T', ' '),
        one.deleted === true ? 'deleted' : 'written',
      ),
    ),
  );
  byId('overlay-none', HTMLElement).hidden = versions.length > 0;
  byId('overlay-table', HTMLElement).hidden = versions.length === 0;
}

export function startData(): void {
  onSubmit('data-form', async () => {
    const text = byId('resource', HTMLTextAreaElement).value;
    const resource = parse(text);
    if (!resource) return complain('The resource is not JSON with a resourceType and an id.');
    await act(
      'PUT',
      `/overlay/${resource.type}/${resource.id}`,
      text,
      `${resource.type}/${resource.id} is written.`,
    );
    await showData();
  });
  onClick('data-delete', async () => {
    const resource = parse(byId('resource', HTMLTextAreaElement).value);
    if (!resource) return complain('The resource is not JSON with a resourceType and an id.');
    await act(
      'DELETE',
      `/overlay/${resource.type}/${resource.id}`,
      undefined,
      `${resource.type}/${resource.id} is deleted.`,
    );
    await showData();
  });
  onClick('data-clear', async () => {
    await act('DELETE', '/overlay', undefined, 'The population is as it is by itself.');
    await showData();
  });
}

function parse(text: string): { readonly type: string; readonly id: string } | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (!isRecord(value) || typeof value.resourceType !== 'string' || typeof value.id !== 'string')
      return undefined;
    return { type: encodeURIComponent(value.resourceType), id: encodeURIComponent(value.id) };
  } catch {
    return undefined;
  }
}
