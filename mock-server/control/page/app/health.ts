import { isRecord, send } from './api.ts';
import { byId } from './dom.ts';

const count = new Intl.NumberFormat('en');

/** What the sandbox was started as, and how it is. */
export async function showHealth(): Promise<void> {
  const { body } = await send('GET', '/health');
  const isTold = isRecord(body) && typeof body.store === 'string';
  const state = byId('state', HTMLElement);
  state.textContent = isTold ? `store ${body.store}` : 'no answer';
  state.className = `badge ${isTold && body.store === 'ok' ? 'good' : 'bad'}`;
  byId('problem', HTMLElement).textContent = isTold && typeof body.problem === 'string' ? body.problem : '';
  if (!isTold) return;
  byId('started', HTMLElement).textContent = [
    `Assay ${body.version}`,
    `${body.dialect} dialect`,
    `seed ${body.seed}`,
    `${count.format(Number(body.memberCount))} members`,
    `defects in force: ${defectsIn(body.defects)}`,
  ].join(' · ');
}

function defectsIn(defects: unknown): string {
  if (!isRecord(defects)) return 'none';
  const byClient = isRecord(defects.byClient) ? Object.values(defects.byClient) : [];
  const names = new Set([defects.inForce, ...byClient].filter(Array.isArray).flat());
  return names.size === 0 ? 'none' : String(names.size);
}

export function startHealth(): void {
  setInterval(() => void showHealth(), 5000);
}
