import { type CheckContext, NotExercised } from '../runner/context.ts';
import type { PortalTarget } from '../runner/target.ts';

/** Paths of the sandbox's portal. `{app}` stands for the client id. */
const pages = {
  register: '/developer/register',
  login: '/developer/login',
  apps: '/developer/apps',
  addApp: '/developer/apps/new',
  app: '/developer/apps/{app}',
  editApp: '/developer/apps/{app}/edit',
  deleteApp: '/developer/apps/{app}/delete',
  production: '/developer/apps/{app}/production',
  dashboard: '/developer/apps/{app}/production/dashboard',
  catalog: '/catalog',
  terms: '/terms',
  reviewerLogin: '/staff/login',
  queue: '/staff',
};

const fields = {
  email: 'email',
  name: 'name',
  organization: 'organization',
  terms: 'terms',
  code: 'code',
  password: 'password',
  passwordRepeated: 'repeated',
  appName: 'name',
  description: 'description',
  callback: 'callback',
  product: 'product',
  formToken: 'csrf',
  productionCallback: 'callback',
  privacyPolicy: 'privacyPolicy',
  termsOfService: 'terms',
  attestationName: 'attest-name',
  attestationTitle: 'attest-title',
  attestationDate: 'attest-date',
  attested: 'attested',
};

const selectors = {
  clientId: '#client-id',
  clientSecret: '#client-secret',
  rating: '#risk-rating',
  level: '#risk-level',
};

export interface Portal extends Omit<PortalTarget, 'pages' | 'fields' | 'selectors'> {
  readonly fields: typeof fields;
  readonly selectors: typeof selectors;
  readonly mailDomain: string;
  page(name: keyof typeof pages, clientId?: string): string;
}

/** @throws NotExercised when the descriptor gives no portal */
export function portalOf({ target }: Pick<CheckContext, 'target'>): Portal {
  const { portal } = target;
  if (!portal) throw new NotExercised('the target descriptor gives no portal');
  const paths = { ...pages, ...portal.pages };
  return {
    ...portal,
    fields: { ...fields, ...portal.fields },
    selectors: { ...selectors, ...portal.selectors },
    mailDomain: portal.mailDomain ?? 'portal-check.example',
    page: (name, clientId = '') => portal.url + paths[name].replace('{app}', clientId),
  };
}
