import type { Defect } from '../defect.ts';
import { changeTokenBody } from '../defects/support/tokens.ts';

export const toleranceLowerCaseBearer: Defect = {
  name: 'tolerance.lower-case-bearer',
  summary: 'token_type is "bearer" in lower case.',
  clause: 'RFC 6749 §5.1',
  replacementOf: changeTokenBody((body) =>
    body.token_type === 'Bearer' ? { ...body, token_type: 'bearer' } : body,
  ),
};
