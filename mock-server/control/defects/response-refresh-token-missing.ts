import type { Defect } from '../defect.ts';
import { changeTokenBody } from './support/tokens.ts';

export const responseRefreshTokenMissing: Defect = {
  name: 'response.refresh-token-missing',
  summary: 'The member flow gives no refresh token.',
  clause: 'Portal documentation, authorization code, step 6',
  replacementOf: changeTokenBody(({ refresh_token: _, refresh_token_issued_at: __, ...body }) => body),
};
