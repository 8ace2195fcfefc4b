import { setTimeout as pause } from 'node:timers/promises';
import type { SandboxCore } from '../../context.ts';
import { rememberBy } from '../../fhir/remember.ts';
import { rotateRefreshToken } from '../../oauth/rotate-refresh-token.ts';
import { type Defect, replaceStep } from '../defect.ts';

const used = rememberBy((_core: SandboxCore) => new Set<string>());

export const refreshRotationNotAtomic: Defect = {
  name: 'refresh.rotation-not-atomic',
  summary: 'Whether a refresh token was used is looked up first and noted later.',
  clause: 'RFC 9700 §4.14.2',
  replacementOf: replaceStep(rotateRefreshToken, async (context) => {
    const token = context.parameters.get('refresh_token') ?? '';
    const tokens = used(context.endpoint.core);
    if (tokens.has(token)) return rotateRefreshToken.run(context);
    await pause(20);
    tokens.add(token);
    await context.ports.store.useRefreshToken(token);
  }),
};
