import { jsonReply } from '../../reply.ts';
import { ownApps } from './change-apps.ts';
import type { PageStep } from './page-context.ts';

const directory = '{{baseUrl}}/ghp/fhir4/providerdirectory/v1';
const member = '{{baseUrl}}/ghp/fhir4/v1';

/** A collection of Postman (format 2.1) with both flows; the client id of whoever downloads it is filled in. */
export const sendPostmanCollection: PageStep = {
  name: 'send-postman-collection',
  async run(context) {
    const [app] = context.developer ? await ownApps(context) : [];
    const { publicUrl } = context.endpoint;
    const collection = {
      info: {
        name: 'Assay Health Plan',
        description:
          'Set clientId and clientSecret in the variables of the collection; My Applications has them.',
        schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
      },
      variable: [
        { key: 'baseUrl', value: publicUrl },
        { key: 'clientId', value: app?.clientId ?? '' },
        { key: 'clientSecret', value: '', type: 'secret' },
      ],
      item: [
        {
          name: 'Provider Directory API',
          auth: oauth2({ grant_type: 'client_credentials' }),
          item: [
            request('Practitioners by name', `${directory}/Practitioner?name=a`),
            request(
              'Roles with their practitioners',
              `${directory}/PractitionerRole?_include=PractitionerRole:practitioner`,
            ),
            request('Organizations', `${directory}/Organization`),
            request('Insurance plans', `${directory}/InsurancePlan`),
          ],
        },
        {
          name: 'Patient Access API',
          auth: oauth2({
            grant_type: 'authorization_code_with_pkce',
            authUrl: '{{baseUrl}}/oauth/v1/authorize',
            redirect_uri: 'https://oauth.pstmn.io/v1/callback',
            challengeAlgorithm: 'S256',
            scope: 'openid profile/*',
          }),
          item: [
            request('The member', `${member}/Patient`),
            request('Coverage', `${member}/Coverage`),
            request('Claims', `${member}/ExplanationOfBenefit`),
            request('Vital signs', `${member}/Observation?category=vital-signs`),
          ],
        },
      ],
    };
    context.reply = jsonReply(200, collection, {
      'content-disposition': 'attachment; filename="assay-health-plan.postman_collection.json"',
      'cache-control': 'no-store',
    });
  },
};

function oauth2(settings: Readonly<Record<string, string>>) {
  const all = {
    accessTokenUrl: '{{baseUrl}}/oauth/v1/token',
    clientId: '{{clientId}}',
    clientSecret: '{{clientSecret}}',
    client_authentication: 'header',
    headerPrefix: 'Bearer',
    addTokenTo: 'header',
    ...settings,
  };
  return {
    type: 'oauth2',
    oauth2: Object.entries(all).map(([key, value]) => ({ key, value, type: 'string' })),
  };
}

function request(name: string, raw: string) {
  const [path = '', query = ''] = raw.split('?');
  const [host = '', ...segments] = path.split('/');
  return {
    name,
    request: {
      method: 'GET',
      header: [{ key: 'Accept', value: 'application/fhir+json' }],
      url: {
        raw,
        host: [host],
        path: segments,
        query: [...new URLSearchParams(query)].map(([key, value]) => ({ key, value })),
      },
    },
  };
}
