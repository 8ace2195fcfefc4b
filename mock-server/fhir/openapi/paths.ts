import type { Endpoint } from '../../context.ts';
import type { FhirBase, ServedType } from '../bases.ts';
import { history } from '../history.ts';
import { read } from '../read.ts';
import { search } from '../search/steps.ts';
import { vread } from '../vread.ts';
import {
  conditional,
  inPath,
  ofHistory,
  type Parameter,
  partial,
  searchParametersOf,
  universal,
} from './parameters.ts';
import { securityOf } from './security.ts';
import type { Showcase } from './showcase.ts';

interface Operation {
  readonly id: string;
  readonly summary: string;
  readonly description?: string;
  readonly parameters: readonly Parameter[];
  /** Name of the schema of the answer. */
  readonly answer: string;
  readonly example?: unknown;
  readonly refusals: readonly string[];
  readonly unchanged?: true;
  readonly form?: readonly Parameter[];
}

const searching = ['BadRequest', 'Unauthorized', 'Forbidden', 'NotAcceptable'];
const reading = [...searching, 'NotFound', 'Gone'];

/** The paths of one resource type, with examples that this sandbox answers as shown. */
export async function describeType(
  served: ServedType,
  showcase: Showcase,
  endpoint: Endpoint,
): Promise<Record<string, unknown>> {
  const { type } = served;
  const { base } = showcase;
  const names = [...base.types.keys()].filter(showcase.isServed);
  const shown = showcase.ofType(type);
  const resources = shown?.resources ?? [];
  const [first] = resources;
  const parameters = searchParametersOf(type, names, resources);
  const whose =
    shown?.viewer.userName === undefined ? '' : `Examples are data of \`${shown.viewer.userName}\`.`;
  const [id, version] = [first?.id, first?.meta?.versionId];
  const example = async (handler: typeof read, params: Record<string, string | undefined>, query = '') =>
    shown && first
      ? showcase.answer(shown.viewer, handler, {
          params: { type, ...defined(params) },
          query: new URLSearchParams(query),
        })
      : undefined;
  const operation = (about: Operation) => describe(about, served, endpoint, whose);
  const at = `${base.path}/${type}`;
  return {
    [at]: {
      get: operation({
        id: `search${type}`,
        summary: `Searches ${type}`,
        description: `Without parameters: everything of the type that the token opens. Chains (\`patient.name\`), \`_has\` and modifiers (\`name:exact\`) are taken too.`,
        parameters,
        answer: 'Bundle',
        example: await example(search, {}, '_count=1'),
        refusals: searching,
      }),
    },
    [`${at}/_search`]: {
      post: operation({
        id: `searchByPost${type}`,
        summary: `Searches ${type} by form, for long or private parameters`,
        parameters: [],
        form: parameters,
        answer: 'Bundle',
        refusals: searching,
      }),
    },
    [`${at}/_history`]: {
      get: operation({
        id: `historyOfType${type}`,
        summary: `All versions of every ${type}, newest first`,
        parameters: ofHistory,
        answer: 'Bundle',
        refusals: searching,
      }),
    },
    [`${at}/{id}`]: {
      get: operation({
        id: `read${type}`,
        summary: `Reads one ${type}`,
        parameters: [inPath('id', 'Logical id', id), ...conditional, ...partial, ...universal],
        answer: type,
        example: await example(read, { id }),
        refusals: reading,
        unchanged: true,
      }),
    },
    [`${at}/{id}/_history`]: {
      get: operation({
        id: `historyOf${type}`,
        summary: `All versions of one ${type}, newest first`,
        parameters: [inPath('id', 'Logical id', id), ...ofHistory],
        answer: 'Bundle',
        example: await example(history, { id }),
        refusals: reading,
      }),
    },
    [`${at}/{id}/_history/{versionId}`]: {
      get: operation({
        id: `readVersionOf${type}`,
        summary: `Reads a version of one ${type}`,
        parameters: [
          inPath('id', 'Logical id', id),
          inPath('versionId', 'meta.versionId', version),
          ...conditional,
          ...partial,
          ...universal,
        ],
        answer: type,
        example: await example(vread, { id, version }),
        refusals: reading,
        unchanged: true,
      }),
    },
  };
}

/** The CapabilityStatement, for which no token is needed. */
export function describeMetadata({ title }: FhirBase) {
  return {
    get: {
      operationId: 'readCapabilityStatement',
      tags: ['CapabilityStatement'],
      summary: `What the ${title} can do`,
      security: [{}],
      parameters: universal,
      responses: {
        200: { description: 'The CapabilityStatement', content: contentOf('CapabilityStatement', undefined) },
        406: { $ref: '#/components/responses/NotAcceptable' },
      },
    },
  };
}

const statusOf: Readonly<Record<string, number>> = {
  BadRequest: 400,
  Unauthorized: 401,
  Forbidden: 403,
  NotFound: 404,
  NotAcceptable: 406,
  Gone: 410,
};

function describe(about: Operation, served: ServedType, endpoint: Endpoint, whose: string) {
  const description = [about.description, about.example === undefined ? '' : whose].filter(Boolean).join(' ');
  const refusals = about.refusals.map((name) => [statusOf[name], { $ref: `#/components/responses/${name}` }]);
  return {
    operationId: about.id,
    tags: [served.type],
    summary: about.summary,
    ...(description !== '' && { description }),
    security: securityOf(served, endpoint),
    parameters: about.parameters,
    ...(about.form && { requestBody: formOf(about.form) }),
    responses: {
      200: {
        description: about.answer === 'Bundle' ? 'A page' : 'The resource',
        headers: about.unchanged ? { ETag: header, 'Last-Modified': header } : {},
        content: contentOf(about.answer, about.example),
      },
      ...(about.unchanged && { 304: { description: 'Known to the client already' } }),
      ...Object.fromEntries(refusals),
    },
  };
}

const header = { schema: { type: 'string' } };

function contentOf(schema: string, example: unknown) {
  return {
    'application/fhir+json': {
      schema: { $ref: `#/components/schemas/${schema}` },
      ...(example !== undefined && { example }),
    },
  };
}

function formOf(parameters: readonly Parameter[]) {
  const properties = Object.fromEntries(
    parameters.map(({ name, description, schema }) => [name, { ...schema, description }]),
  );
  return {
    required: false,
    content: { 'application/x-www-form-urlencoded': { schema: { type: 'object', properties } } },
  };
}

function defined(params: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(params).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
