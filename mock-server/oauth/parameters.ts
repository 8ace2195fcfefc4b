import { InvalidRequest } from './errors.ts';

export type Parameters = ReadonlyMap<string, string>;

/**
 * Request parameters of the OAuth endpoints: one sent without a value is taken as not sent, one sent more than
 * once, over all sources, is an error (RFC 6749 §3.1, §3.2).
 *
 * @throws InvalidRequest
 */
export function singleParameters(...sources: readonly (URLSearchParams | undefined)[]): Parameters {
  const { parameters, repeated } = collectParameters(...sources);
  if (repeated.size > 0) throw new InvalidRequest('a parameter is there more than once');
  return parameters;
}

/** As `singleParameters`, but leaves it to the caller what a repeated name means; the first value is kept. */
export function collectParameters(...sources: readonly (URLSearchParams | undefined)[]): {
  parameters: Parameters;
  repeated: ReadonlySet<string>;
} {
  const parameters = new Map<string, string>();
  const repeated = new Set<string>();
  for (const source of sources) {
    for (const [name, value] of source ?? []) {
      if (value === '') continue;
      if (parameters.has(name)) repeated.add(name);
      else parameters.set(name, value);
    }
  }
  return { parameters, repeated };
}
