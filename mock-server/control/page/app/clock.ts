import { act, isRecord, send } from './api.ts';
import { byId, input, onClick, onSubmit } from './dom.ts';

export async function showClock(): Promise<void> {
  const { body } = await send('GET', '/clock');
  if (!isRecord(body)) return;
  const now = String(body.now);
  byId('now', HTMLOutputElement).textContent = `${now.slice(0, 10)} ${now.slice(11, 19)} UTC`;
  const state = byId('frozen', HTMLElement);
  state.textContent = body.frozen === true ? 'stopped' : 'running';
  state.className = `badge ${body.frozen === true ? 'wait' : 'good'}`;
  const stop = byId('clock-stop', HTMLButtonElement);
  stop.textContent = body.frozen === true ? 'Let it run' : 'Stop it';
  stop.dataset.frozen = String(body.frozen !== true);
}

export function startClock(): void {
  for (const one of document.querySelectorAll<HTMLButtonElement>('[data-advance]')) {
    one.addEventListener('click', () => {
      void change('POST', '/clock/advance', { by: one.dataset.advance });
    });
  }
  onClick('clock-stop', () =>
    change('PUT', '/clock', { frozen: byId('clock-stop', HTMLButtonElement).dataset.frozen === 'true' }),
  );
  onClick('clock-now', () => change('DELETE', '/clock'));
  onSubmit('clock-set', () =>
    change('PUT', '/clock', { now: `${input('clock-at').value.slice(0, 16)}:00Z` }),
  );
  setInterval(() => void showClock(), 5000);
}

async function change(method: string, path: string, body?: unknown): Promise<void> {
  await act(method, path, body, 'The clock is set.');
  await showClock();
}
