import { type Check, portal } from '../runner/check.ts';
import { NotExercised } from '../runner/context.ts';
import { newBrowser } from './developer.ts';
import { portalOf } from './settings.ts';

export const downtimeBanner: Check = {
  id: 'portal.site.downtime-banner',
  title: 'Planned downtime shows as a banner on the portal',
  level: 'SHALL',
  requirements: ['GEN-5'],
  clauses: [portal('Production Data')],
  why: 'Developers take an outage that was announced for one less fault of their own.',
  fix: 'Show the notice on every page while it is set.',
  detects: ['portal.banner-missing'],
  needs: ['portal', 'control plane'],
  async run(t) {
    const { control } = t.target;
    if (!control) throw new NotExercised('the target descriptor gives no control');
    const { page, url } = portalOf(t);
    const notice = `Maintenance ${t.session.random(6)}`;
    const set = (text: string | null) =>
      t.send({
        method: 'PUT',
        url: `${control.url}/banner`,
        headers: {
          'content-type': 'application/json',
          ...(control.token !== undefined && { authorization: `Bearer ${control.token}` }),
        },
        body: JSON.stringify({ text }),
      });
    await set(notice);
    for (const address of [`${url}/`, page('login'), page('catalog')]) {
      const shown = await newBrowser(t).open(address);
      const has = shown.exchange.response.body.includes(notice);
      t.expect({
        ok: has,
        what: address,
        expected: 'the notice',
        received: has ? 'the notice' : 'no notice',
        evidence: [shown.exchange],
      });
    }
    await set(null);
  },
};

const PRODUCTS = [
  'Organization',
  'Patient',
  'HealthcareService',
  'Coverage',
  'Practitioner',
  'PractitionerRole',
  'ExplanationOfBenefit',
];

export const catalog: Check = {
  id: 'portal.site.catalog',
  title: 'The API Catalog lists every product',
  level: 'SHALL',
  requirements: ['REG-5', 'GEN-4'],
  clauses: [portal('List of Products')],
  why: 'What is not listed is not built against.',
  fix: 'List the products with their OpenAPI documents.',
  detects: ['portal.catalog-lacks-a-product'],
  needs: ['portal'],
  async run(t) {
    const shown = await newBrowser(t).open(portalOf(t).page('catalog'));
    for (const product of PRODUCTS) {
      const has = new RegExp(`\\b${product}\\b`).test(shown.text);
      t.expect({
        ok: has,
        what: product,
        expected: 'listed',
        received: has ? 'listed' : 'not listed',
        evidence: [shown.exchange],
      });
    }
  },
};
