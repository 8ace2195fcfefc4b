import type { Defect } from '../defect.ts';
import { changeTokenBody } from './support/tokens.ts';

export const responseIssuedAtInSeconds: Defect = {
  name: 'response.issued-at-in-seconds',
  summary: 'issued_at is in seconds, not in the documented milliseconds.',
  clause: 'Portal documentation, authorization code, step 6',
  replacementOf: changeTokenBody((body) =>
    body.issued_at === undefined
      ? body
      : { ...body, issued_at: String(Math.floor(Number(body.issued_at) / 1000)) },
  ),
};
