import { InvalidRequest } from '../../oauth/errors.ts';
import { readTokenParameters } from '../../oauth/read-token-parameters.ts';
import { type Defect, replaceStep } from '../defect.ts';

export const tokenCharsetRefused: Defect = {
  name: 'token.charset-refused',
  summary: 'A form whose Content-Type has a charset is not taken for a form.',
  clause: 'RFC 9110 §8.3.1',
  replacementOf: replaceStep(readTokenParameters, async (context) => {
    const type = context.request.headers['content-type'] ?? '';
    if (/;\s*charset=/i.test(type)) throw new InvalidRequest('the media type is not supported');
    await readTokenParameters.run(context);
  }),
};
