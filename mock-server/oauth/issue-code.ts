import type { Ports } from '../control/defect.ts';
import type { Interaction } from '../store/store.ts';
import { defaultScope, grantedScope } from './scope.ts';
import { createSecret } from './secrets.ts';

/** RFC 6749 §4.1.2 allows ten minutes; an app needs a moment. */
const CODE_LIFE_MS = 60 * 1000;

/**
 * Records what the member consented to and makes the code for it, bound to client, redirect URI and challenge.
 *
 * @param offered what the member was asked to share
 * @param types what the member ticked, all of it offered
 */
export async function issueCode(
  interaction: Interaction,
  patientId: string,
  offered: ReadonlySet<string>,
  types: ReadonlySet<string>,
  { store, clock }: Ports,
): Promise<string> {
  const { clientId, redirectUri, redirectUriSent, challenge } = interaction;
  const now = clock.now();
  const grantId = createSecret();
  await store.saveGrant({
    id: grantId,
    patientId,
    clientId,
    types: [...types],
    scope: grantedScope(interaction.scope ?? defaultScope.member, offered, types, 'member'),
    scopeRequested: interaction.scope !== undefined,
    createdAt: now,
  });
  const code = createSecret();
  await store.saveCode(code, {
    clientId,
    grantId,
    redirectUri,
    redirectUriSent,
    challenge,
    expiresAt: now + CODE_LIFE_MS,
  });
  return code;
}
