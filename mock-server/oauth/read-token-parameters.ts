import { jsonReply } from '../reply.ts';
import type { Step } from '../step.ts';
import { InvalidRequest } from './errors.ts';
import { notStored } from './json-endpoint.ts';
import { collectParameters } from './parameters.ts';
import type { TokenContext } from './token-context.ts';

/** POST only (RFC 6749 §3.2, RFC 7009 §2.1, RFC 7662 §2.1). */
export const requirePost: Step<TokenContext> = {
  name: 'require-post',
  run(context) {
    if (context.request.method === 'POST') return;
    const body = { error: 'invalid_request', error_description: 'this endpoint takes POST only' };
    context.reply = jsonReply(405, body, { allow: 'POST', ...notStored });
  },
};

/** Secrets in a URI end up in logs and histories (RFC 6749 §2.3.1). */
export const refuseSecretInQuery: Step<TokenContext> = {
  name: 'refuse-secret-in-query',
  run({ request }) {
    if (request.query.has('client_secret')) {
      throw new InvalidRequest('client credentials must not stand in the request URI');
    }
  },
};

/** Parameters come in a form body; in the documented dialect also in the query (DEV-06). */
export const readTokenParameters: Step<TokenContext> = {
  name: 'read-token-parameters',
  run(context) {
    const { request, rules } = context;
    // Readable even if the request is refused: the form of a refusal depends on the grant type.
    const read = collectParameters(request.form, rules.queryParameters ? request.query : undefined);
    context.parameters = read.parameters;
    const hasOtherBody = request.form === undefined && request.body !== '';
    if (hasOtherBody || (request.form === undefined && !rules.queryParameters)) {
      throw new InvalidRequest('the parameters go in an application/x-www-form-urlencoded body');
    }
    // Held against the query in both dialects: what is there twice is refused even where one of them is ignored.
    const isAll = rules.queryParameters || request.query.size === 0;
    const { repeated } = isAll ? read : collectParameters(request.form, request.query);
    if (repeated.size > 0) throw new InvalidRequest('a parameter is there more than once');
  },
};
