import { serverRequirements } from '../../../profiles/sources.ts';
import { type Check, fhir } from '../../runner/check.ts';
import { DoesNotApply, NotExercised } from '../../runner/context.ts';
import { jsonObjectOf } from '../../runner/http.ts';
import { type Api, advertised, apis, baseOf, capabilityOf, get } from '../api.ts';
import { guidesOf } from '../oracle/parameters.ts';
import { label, perApi, requirementsOf } from '../per-api.ts';

const capabilityRow = perApi('capability', {
  'patient-access': ['GEN-1', 'GEN-4', 'PAT-1'],
  'provider-directory': ['GEN-1', 'GEN-4', 'DIR-1'],
});

/** Types that belong to the other API. */
const ELSEWHERE: Readonly<Record<Api['name'], readonly string[]>> = {
  'patient-access': ['InsurancePlan', 'OrganizationAffiliation', 'Claim', 'Account'],
  'provider-directory': ['Patient', 'ExplanationOfBenefit', 'Coverage', 'Observation'],
};

const statementChecks: readonly Check[] = [
  ...capabilityRow({
    id: 'metadata',
    title: 'metadata is a CapabilityStatement for FHIR 4.0.1, without a token',
    level: 'SHALL',
    clauses: [fhir('http.html#capabilities')],
    why: 'It is the first thing every client reads, before it can have a token.',
    fix: 'Serve GET [base]/metadata without authentication.',
    detects: ['metadata.needs-a-token'],
    async run(t, api) {
      const { exchange } = await capabilityOf(t, api);
      const body = jsonObjectOf(exchange);
      t.expect({
        ok:
          exchange.response.status === 200 &&
          body?.resourceType === 'CapabilityStatement' &&
          body.fhirVersion === '4.0.1',
        what: 'metadata',
        expected: '200 with a CapabilityStatement of fhirVersion 4.0.1',
        received: `${exchange.response.status} with ${String(body?.resourceType ?? 'no resource')} ${String(body?.fhirVersion ?? '')}`,
        evidence: [exchange],
      });
    },
  }),
  ...capabilityRow({
    id: 'cors-stated',
    title: 'the CapabilityStatement says that browsers may ask',
    level: 'SHOULD',
    clauses: [fhir('capabilitystatement.html'), fhir('security.html#cors')],
    why: 'Developers of browser apps look here before they try.',
    fix: 'Set rest.security.cors to true.',
    detects: ['metadata.cors-not-stated'],
    async run(t, api) {
      const { exchange, statement } = await capabilityOf(t, api);
      if (!statement) throw new NotExercised('there is no CapabilityStatement');
      const cors = statement.rest?.[0]?.security?.cors;
      t.expect({
        ok: cors === true,
        what: 'CORS as stated',
        where: 'CapabilityStatement.rest.security.cors',
        expected: 'true',
        received: String(cors ?? 'absent'),
        evidence: [exchange],
      });
    },
  }),
  ...capabilityRow({
    id: 'oauth-addresses',
    title: 'token and authorization addresses are the same wherever they are stated, and the real ones',
    level: 'SHALL',
    clauses: [
      fhir('http.html#capabilities'),
      {
        text: 'SMART App Launch 2.0.0, Conformance',
        url: 'https://hl7.org/fhir/smart-app-launch/STU2/conformance.html',
      },
    ],
    why: 'Apps find the login by these addresses; two that differ send members to the wrong page.',
    fix: 'Write all of them from one setting.',
    detects: ['metadata.oauth-addresses-of-another-host'],
    async run(t, api) {
      const { exchange, statement } = await capabilityOf(t, api);
      const { token, authorize } = t.target.oauth;
      const stated = new Map<string, string>();
      for (const { url, extension = [] } of statement?.rest?.[0]?.security?.extension ?? [])
        if (url?.endsWith('/oauth-uris'))
          for (const one of extension) if (one.valueUri !== undefined) stated.set(one.url, one.valueUri);
      const wellKnown = await t.send({
        method: 'GET',
        url: `${baseOf(t, api)}/.well-known/smart-configuration`,
        headers: { accept: 'application/json' },
      });
      const smart = wellKnown.response.status === 200 ? jsonObjectOf(wellKnown) : undefined;
      const places = [
        ['oauth-uris, token', stated.get('token'), token],
        ['oauth-uris, authorize', stated.get('authorize'), authorize],
        ['smart-configuration, token_endpoint', smart?.token_endpoint, token],
        ['smart-configuration, authorization_endpoint', smart?.authorization_endpoint, authorize],
      ] as const;
      const shown = places.filter(([, found, real]) => found !== undefined && real !== undefined);
      if (shown.length === 0) throw new DoesNotApply('the addresses are stated nowhere, as RFC 6749 allows');
      for (const [what, found, real] of shown)
        t.expect({
          ok: found === real,
          what,
          expected: String(real),
          received: String(found),
          evidence: [exchange, wellKnown],
        });
    },
  }),
  ...capabilityRow({
    id: 'nothing-beside',
    title: 'what the CapabilityStatement does not have is not served',
    level: 'SHOULD',
    clauses: [fhir('http.html#capabilities')],
    why: 'A type that is served and not stated is one that nobody guards and nobody tests.',
    fix: 'State what is served, and refuse the rest.',
    detects: ['metadata.type-left-out', 'read.unknown-type-is-empty'],
    async run(t, api) {
      const { statement } = await capabilityOf(t, api);
      if (!statement) throw new NotExercised('there is no CapabilityStatement');
      for (const type of [...api.types, ...ELSEWHERE[api.name]]) {
        if (await advertised(t, api, type)) continue;
        const exchange = await get(t, api, `${type}?_count=1`);
        const { status } = exchange.response;
        t.expect({
          ok: status >= 400 && status < 500,
          what: `search of ${type}, which is not stated`,
          expected: '404',
          received: String(status),
          evidence: [exchange],
        });
      }
    },
  }),
];

/** What the guides ask of servers for a type, and whether the statement has it. */
function listsRequired(api: Api, type: string): Check {
  const asked = guidesOf[api.name].flatMap((guide) =>
    serverRequirements(guide)
      .filter((one) => one.type === type)
      .map((one) => ({ guide, ...one })),
  );
  return {
    id: `fhir.capability.${api.name}-${type.toLowerCase()}-lists`,
    title: `${label(api)}: the CapabilityStatement has what the guides require of ${type}`,
    level: 'SHALL',
    requirements: requirementsOf(api, type),
    clauses: [
      fhir('capabilitystatement.html'),
      ...asked.map(({ guide }) => ({ text: `${guide} CapabilityStatement, ${type}`, url: '' })),
    ],
    why: 'Apps adapt to what is stated: what is missing there is not used, though members wait for it.',
    fix: 'Support what the guide marks SHALL, and state it.',
    detects: ['metadata.read-left-out'],
    needs: api.needs,
    async run(t) {
      const { exchange, statement } = await capabilityOf(t, api);
      if (!statement) throw new NotExercised('there is no CapabilityStatement');
      const found = await advertised(t, api, type);
      const isRequired =
        api.name === 'provider-directory' ||
        ['Patient', 'Coverage', 'ExplanationOfBenefit', 'Observation'].includes(type);
      if (!found && !isRequired) throw new DoesNotApply(`${type} is not stated, and need not be`);
      const interactions = new Set(found?.interaction?.map(({ code }) => code));
      const parameters = new Set(found?.searchParam?.map(({ name }) => name));
      for (const { guide, interactions: actions, parameters: names } of asked) {
        const missing = [
          ...actions.filter(
            ([code, how]) => how === 'SHALL' && code !== 'create' && !interactions.has(code as never),
          ),
          ...names.filter(([name, how]) => how === 'SHALL' && !parameters.has(name)),
        ].map(([name]) => name);
        t.expect({
          ok: found !== undefined && missing.length === 0,
          what: `${type} as ${guide} requires it`,
          where: `CapabilityStatement.rest.resource.where(type='${type}')`,
          expected: 'every interaction and parameter marked SHALL',
          received:
            found === undefined
              ? 'the type is not there'
              : missing.length > 0
                ? `lacks ${missing.join(', ')}`
                : 'all there',
          evidence: [exchange],
        });
      }
    },
  };
}

export const capability: readonly Check[] = [
  ...statementChecks,
  ...apis.flatMap((api) => api.types.map((type) => listsRequired(api, type))),
];
