import type { Ports } from '../../control/defect.ts';
import { canMove, stateAfter } from './states.ts';

/** What becomes of a request whose app is deleted: without an app there is nothing to decide. */
export async function withdrawRequestOf(clientId: string, { store, clock }: Ports): Promise<void> {
  const request = await store.portal.productionRequestOfApp(clientId);
  if (!request || !canMove('withdraw', request.state)) return;
  const state = stateAfter('withdraw', request.state);
  await store.portal.updateProductionRequest({ ...request, state, updatedAt: clock.now() });
}
