import { checkPassword } from '../../portal/login.ts';
import { type Defect, replaceStep } from '../defect.ts';

export const loginPasswordNotCompared: Defect = {
  name: 'login.password-not-compared',
  summary: 'A member is signed in by user name, with any password.',
  clause: 'RFC 6749 §10.10',
  replacementOf: replaceStep(checkPassword, async (context) => {
    const { request, ports } = context;
    const member = ports.population.findMember(request.form?.get('username') ?? '');
    if (member) context.member = member;
    else await checkPassword.run(context);
  }),
};
