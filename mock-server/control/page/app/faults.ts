import { act, listIn, send } from './api.ts';
import { button, byId, element, input, onSubmit, select } from './dom.ts';

export async function showFaults(): Promise<void> {
  const { body } = await send('GET', '/injections');
  const waiting = listIn(body, 'injections');
  byId('faults', HTMLUListElement).replaceChildren(
    ...waiting.map((order) =>
      element(
        'li',
        {},
        told(order),
        ' ',
        button('Cancel', () => cancel(String(order.id))),
      ),
    ),
  );
  byId('faults-none', HTMLElement).hidden = waiting.length > 0;
}

function told(order: Readonly<Record<string, unknown>>): string {
  const what = [
    order.delay === undefined ? '' : `${String(order.delay)} ms late`,
    order.status === undefined ? '' : `answered ${String(order.status)}`,
    order.drop === true ? 'connection dropped' : '',
  ].filter(Boolean);
  const times = order.times === 1 ? 'once' : `${String(order.times)} times`;
  return `${String(order.method ?? 'any')} ${String(order.path)}: ${what.join(', ')}, ${times}`;
}

async function cancel(id: string): Promise<void> {
  await act('DELETE', `/injections/${encodeURIComponent(id)}`, undefined, 'Cancelled.');
  await showFaults();
}

export function startFaults(): void {
  onSubmit('fault-form', async () => {
    const [kind = '', value] = select('fault-what').value.split(':');
    const method = select('fault-method').value;
    await act(
      'POST',
      '/injections',
      {
        match: { path: input('fault-path').value, ...(method !== '' && { method }) },
        times: Number(input('fault-times').value),
        [kind]: value === undefined ? true : Number(value),
      },
      'Ordered for the next requests.',
    );
    await showFaults();
  });
}
