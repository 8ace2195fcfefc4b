import type { App } from '../context.ts';
import type { Ports } from '../control/defect.ts';
import type { Grant, Interaction } from '../store/store.ts';
import { defaultScope, grantedScope } from './scope.ts';
import { createSecret } from './secrets.ts';

/** RFC 6749 §4.1.2 allows ten minutes; an app needs a moment. */
const CODE_LIFE_SECONDS = 60;

export interface IssueCodeOptions extends Pick<Grant, 'patientId' | 'grantedBy' | 'fhirUser'> {
  readonly interaction: Interaction;
  readonly app: App;
  /** What the member was asked to share. */
  readonly offered: ReadonlySet<string>;
  /** What the member ticked, all of it offered. */
  readonly types: ReadonlySet<string>;
}

/** Records what the member consented to and makes the code for it, bound to client, redirect URI and challenge. */
export async function issueCode(
  { interaction, app, offered, types, ...who }: IssueCodeOptions,
  { store, clock }: Ports,
): Promise<string> {
  const { clientId, redirectUri, redirectUriSent, challenge, nonce } = interaction;
  const now = clock.now();
  const grantId = createSecret();
  await store.saveGrant({
    id: grantId,
    ...who,
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
    nonce,
    expiresAt: now + (app.lifetimes?.code ?? CODE_LIFE_SECONDS) * 1000,
  });
  return code;
}
