import { requireGetOrPost } from '../../oauth/read-authorize-parameters.ts';
import { errorPage } from '../../portal/error-page.ts';
import { htmlPage } from '../../portal/layout.ts';
import { type Defect, replaceStep } from '../defect.ts';

export const authorizePostFormRefused: Defect = {
  name: 'authorize.post-form-refused',
  summary: 'An authorization request in a form body is refused.',
  clause: 'RFC 6749 §3.1',
  replacementOf: replaceStep(requireGetOrPost, async (context) => {
    if (context.request.form)
      context.reply = htmlPage(405, errorPage('This address takes GET only.'), { allow: 'GET' });
    else await requireGetOrPost.run(context);
  }),
};
