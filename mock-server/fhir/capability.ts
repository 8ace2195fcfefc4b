import type {
  CapabilityStatement,
  CapabilityStatementRestResource,
  CapabilityStatementRestSecurity,
} from 'fhir/r4.js';
import { endpoints } from '../oauth/metadata.ts';
import { runSteps, type Step } from '../step.ts';
import { servedTypes } from './admit.ts';
import type { ServedType } from './bases.ts';
import { baseUrl, type FhirExchange } from './exchange.ts';
import { negotiate } from './negotiate.ts';
import { describeResultParameters, describeSearch } from './search/describe.ts';

export const describeServer: Step<FhirExchange> = {
  name: 'describe-server',
  run: (exchange) => {
    exchange.reply = {
      status: 200,
      headers: { 'content-type': exchange.contentType, 'cache-control': 'public, no-cache' },
      body: JSON.stringify(createCapabilityStatement(exchange)),
    };
  },
};

export const metadataSteps: readonly Step<FhirExchange>[] = [negotiate, describeServer];

/** `GET [base]/metadata`, for which no token is needed (FHIR R4 http.html#capabilities). */
export function metadata(exchange: FhirExchange) {
  return runSteps(metadataSteps, exchange);
}

/** Says what the tables of types and search parameters say. */
export function createCapabilityStatement(exchange: FhirExchange): CapabilityStatement {
  const { base, asOf } = exchange;
  const served = servedTypes(exchange);
  const names = served.map(({ type }) => type);
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: new Date(asOf).toISOString(),
    kind: 'instance',
    software: { name: 'Assay sandbox' },
    implementation: { description: `${base.title} of the Assay sandbox`, url: baseUrl(exchange) },
    fhirVersion: '4.0.1',
    format: ['application/fhir+json', 'application/json', 'json'],
    instantiates: base.guides.map(({ server }) => server),
    implementationGuide: base.guides.map(({ guide }) => guide),
    rest: [
      {
        mode: 'server',
        security: security(exchange),
        resource: served.map((one) => describeType(one, names)),
        searchParam: describeResultParameters(),
      },
    ],
  };
}

function describeType(
  { type, profiles }: ServedType,
  served: readonly string[],
): CapabilityStatementRestResource {
  return {
    type,
    ...(profiles.length === 0 ? {} : { supportedProfile: [...profiles] }),
    interaction: [
      { code: 'read' },
      { code: 'vread' },
      { code: 'history-instance' },
      { code: 'history-type' },
      { code: 'search-type' },
    ],
    versioning: 'versioned',
    readHistory: true,
    conditionalRead: 'full-support',
    referencePolicy: ['literal', 'resolves'],
    ...describeSearch(type, served),
  };
}

/**
 * The authorization server, for clients that look for it here (SMART App Launch 1.0, oauth-uris): what
 * `.well-known/smart-configuration` says.
 */
function security({ endpoint }: FhirExchange): CapabilityStatementRestSecurity {
  const at = endpoints(endpoint);
  return {
    cors: true,
    service: [
      {
        coding: [
          {
            system: 'http://terminology.hl7.org/CodeSystem/restful-security-service',
            code: 'SMART-on-FHIR',
          },
        ],
      },
    ],
    extension: [
      {
        url: 'http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris',
        extension: [
          { url: 'authorize', valueUri: at.authorization_endpoint },
          { url: 'token', valueUri: at.token_endpoint },
          { url: 'introspect', valueUri: at.introspection_endpoint },
          { url: 'revoke', valueUri: at.revocation_endpoint },
          { url: 'manage', valueUri: at.management_endpoint },
        ],
      },
    ],
  };
}
