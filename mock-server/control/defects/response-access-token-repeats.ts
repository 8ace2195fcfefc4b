import type { SandboxCore } from '../../context.ts';
import { rememberBy } from '../../fhir/remember.ts';
import type { Defect } from '../defect.ts';
import { changeTokenBody } from './support/tokens.ts';

const first = rememberBy((_core: SandboxCore) => new Map<string, unknown>());

export const responseAccessTokenRepeats: Defect = {
  name: 'response.access-token-repeats',
  summary: 'A client gets the same access token each time it asks.',
  clause: 'RFC 6749 §10.10',
  replacementOf: changeTokenBody((body, { client, grant, endpoint }) => {
    if (grant) return body;
    const tokens = first(endpoint.core);
    const id = client?.clientId ?? '';
    const token = tokens.get(id) ?? body.access_token;
    tokens.set(id, token);
    return { ...body, access_token: token };
  }),
};
