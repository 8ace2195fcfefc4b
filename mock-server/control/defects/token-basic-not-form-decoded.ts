import { authenticateClient } from '../../oauth/authenticate-client.ts';
import { type Defect, replaceStep } from '../defect.ts';
import { runWith } from './support/steps.ts';

export const tokenBasicNotFormDecoded: Defect = {
  name: 'token.basic-not-form-decoded',
  summary: 'Id and secret are taken from HTTP Basic as they stand, without form-decoding.',
  clause: 'RFC 6749 §2.3.1',
  report: 'https://github.com/spring-attic/spring-security-oauth/issues/1826',
  replacementOf: replaceStep(authenticateClient, (context) => {
    const { headers } = context.request;
    const encoded = /^basic (.+)$/i.exec(headers.authorization ?? '')?.[1];
    if (encoded === undefined) return authenticateClient.run(context);
    // Encoded once more, so that decoding gives back what was sent.
    const [id = '', secret = ''] = Buffer.from(encoded, 'base64').toString().split(':');
    const twice = Buffer.from([id, secret].map(encodeURIComponent).join(':')).toString('base64');
    const request = { ...context.request, headers: { ...headers, authorization: `Basic ${twice}` } };
    return runWith(authenticateClient, context, { request });
  }),
};
