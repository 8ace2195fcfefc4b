import { errorPage } from '../portal/error-page.ts';
import { htmlPage } from '../portal/layout.ts';
import type { Step } from '../step.ts';
import type { AuthorizeContext } from './authorize-context.ts';
import { InvalidRequest } from './errors.ts';
import { collectParameters } from './parameters.ts';

/** GET as RFC 6749 §3.1 demands, and POST as the portal documents it (AC-2). */
export const requireGetOrPost: Step<AuthorizeContext> = {
  name: 'require-get-or-post',
  run(context) {
    if (['GET', 'HEAD', 'POST'].includes(context.request.method)) return;
    const page = errorPage('This address takes GET and POST only.');
    context.reply = htmlPage(405, page, { allow: 'GET, POST' });
  },
};

/** A POST carries its parameters as a form; in the documented dialect also in the query (DEV-09). */
export const readAuthorizeParameters: Step<AuthorizeContext> = {
  name: 'read-authorize-parameters',
  run(context) {
    const { request, rules } = context;
    const isPost = request.method === 'POST';
    const sources = isPost
      ? [request.form, rules.queryParameters ? request.query : undefined]
      : [request.query];
    Object.assign(context, collectParameters(...sources));
  },
};

/** RFC 6749 §3.1. Client and redirect URI have been looked at before, by steps that never redirect. */
export const refuseRepeatedParameters: Step<AuthorizeContext> = {
  name: 'refuse-repeated-parameters',
  run({ repeated }) {
    if (repeated.size > 0) throw new InvalidRequest('a parameter is there more than once');
  },
};
