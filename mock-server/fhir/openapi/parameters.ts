import type { FhirResource } from 'fhir/r4.js';
import { describeResultParameters, describeSearch } from '../search/describe.ts';
import { searchParameters } from '../search/table/index.ts';
import { exampleValue } from './example-value.ts';

export interface Parameter {
  readonly name: string;
  readonly in: 'query' | 'path' | 'header';
  readonly required?: true;
  readonly description: string;
  readonly schema: Readonly<Record<string, unknown>>;
  readonly example?: string;
}

/** Parameters of a search, with values that find something among `resources`. */
export function searchParametersOf(
  type: string,
  served: readonly string[],
  resources: readonly FhirResource[],
): readonly Parameter[] {
  const { searchParam = [], searchInclude = [], searchRevInclude = [] } = describeSearch(type, served);
  const rows = searchParameters(type);
  const own = searchParam.map(({ name, type: kind, documentation = '' }): Parameter => {
    const row = rows.get(name);
    const example = row && exampleValue(row, resources);
    return {
      name,
      in: 'query',
      description: `${kind}. ${documentation}`,
      schema: { type: 'string' },
      ...(example !== undefined && { example }),
    };
  });
  const offered: Readonly<Record<string, readonly string[]>> = {
    _include: searchInclude,
    _revinclude: searchRevInclude,
  };
  const shaping = describeResultParameters()
    // `_has` is the beginning of many names, which no document can list.
    .filter(({ name }) => name !== '_has')
    .map(({ name, documentation = '' }): Parameter => {
      const values = offered[name];
      const schema = values ? { enum: values } : { type: name === '_count' ? 'integer' : 'string' };
      return { name, in: 'query', description: documentation, schema };
    });
  return [...own, ...shaping, ...universal];
}

/** Parameters of every interaction (FHIR R4 http.html#parameters). */
export const universal: readonly Parameter[] = [
  {
    name: '_format',
    in: 'query',
    description: 'Media type of the answer, before Accept',
    schema: { enum: ['json', 'application/fhir+json', 'application/json'] },
  },
  { name: '_pretty', in: 'query', description: 'For people to read', schema: { enum: ['true', 'false'] } },
];

export const partial: readonly Parameter[] = [
  {
    name: '_summary',
    in: 'query',
    description: 'Which part of the resource',
    schema: { enum: ['true', 'text', 'data', 'false'] },
  },
  {
    name: '_elements',
    in: 'query',
    description: 'Names of elements, separated by commas',
    schema: { type: 'string' },
  },
];

export const conditional: readonly Parameter[] = [
  { name: 'If-None-Match', in: 'header', description: 'ETag known before', schema: { type: 'string' } },
  { name: 'If-Modified-Since', in: 'header', description: 'HTTP date', schema: { type: 'string' } },
];

export const ofHistory: readonly Parameter[] = [
  { name: '_since', in: 'query', description: 'Versions made from then on', schema: { type: 'string' } },
  { name: '_at', in: 'query', description: 'Versions current at some time then', schema: { type: 'string' } },
  { name: '_count', in: 'query', description: 'Versions per page', schema: { type: 'integer' } },
  ...universal,
];

export function inPath(name: string, description: string, example: string | undefined): Parameter {
  return {
    name,
    in: 'path',
    required: true,
    description,
    schema: { type: 'string' },
    ...(example !== undefined && { example }),
  };
}
