import type { Defect } from '../defect.ts';
import { changeTokenBody } from './support/tokens.ts';

export const responseScopeEmptyThoughRequested: Defect = {
  name: 'response.scope-empty-though-requested',
  summary: 'The scope of token responses is empty, whatever was requested and granted.',
  clause: 'RFC 6749 §5.1',
  replacementOf: changeTokenBody((body) => ({ ...body, scope: '' })),
};
