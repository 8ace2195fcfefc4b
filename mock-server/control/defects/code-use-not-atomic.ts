import { setTimeout as pause } from 'node:timers/promises';
import type { SandboxCore } from '../../context.ts';
import { rememberBy } from '../../fhir/remember.ts';
import { redeemCode } from '../../oauth/redeem-code.ts';
import { type Defect, replaceStep } from '../defect.ts';

const used = rememberBy((_core: SandboxCore) => new Set<string>());

export const codeUseNotAtomic: Defect = {
  name: 'code.use-not-atomic',
  summary: 'Whether a code was used is looked up first and noted later.',
  clause: 'RFC 6749 §4.1.2',
  report: 'https://github.com/oauthlib/oauthlib/issues/618',
  replacementOf: replaceStep(redeemCode, async (context) => {
    const code = context.parameters.get('code') ?? '';
    const codes = used(context.endpoint.core);
    if (codes.has(code)) return redeemCode.run(context);
    await pause(20);
    codes.add(code);
    if (codes.size > 0) await context.ports.store.useCode(code);
  }),
};
