import type { FhirResource } from 'fhir/r4.js';
import type { ProfileFinding, RuleKind } from '../../../profiles/engine/finding.ts';
import { operation, text } from '../operation.ts';
import { OverlayError, type OverlayVersion } from '../overlay.ts';
import { ControlError } from '../problem.ts';

const patient = {
  patient: { description: 'Whose data it is, where the resource does not say so itself', schema: text },
};
const invalid = {
  invalid: {
    description:
      'Takes elements that are missing, unknown or hold an unknown code; JSON of the wrong type is never taken',
    schema: { enum: ['accept'] },
  },
};

function told({ reference, patientId, version, availableAt, resource }: OverlayVersion) {
  return {
    reference,
    ...(patientId !== undefined && { patient: patientId }),
    version,
    availableAt: new Date(availableAt).toISOString(),
    deleted: resource === undefined,
  };
}

/** Search and history read what is written, so that it must be made as FHIR R4 has it. */
async function checkShape(resource: FhirResource, invalid: string | null): Promise<void> {
  if (invalid !== null && invalid !== 'accept')
    throw new ControlError(400, `invalid "${invalid}" is not known; allowed is accept`);
  const { validateR4 } = await import('../validate-r4.ts');
  const findings = validateR4(resource);
  const bad = invalid === 'accept' ? findings.filter((one) => !isHarmless(one)) : findings;
  if (bad.length === 0) return;
  const more = bad.length > MOST_FINDINGS ? `; and ${bad.length - MOST_FINDINGS} more` : '';
  const hint = bad.every(isHarmless) ? '. Add ?invalid=accept to write it all the same' : '';
  const told = bad
    .slice(0, MOST_FINDINGS)
    .map(({ path, expected, received }) => `${path}: expected ${expected}, received ${received}`);
  throw new ControlError(422, `not FHIR R4: ${told.join('; ')}${more}${hint}`);
}

const MOST_FINDINGS = 5;

/** What search bears: it looks for elements, and finds or does not find them. */
const HARMLESS: ReadonlySet<RuleKind> = new Set([
  'binding',
  'cardinality',
  'extension',
  'invariant',
  'reference-target',
  'unknown-property',
]);
const isHarmless = ({ rule }: ProfileFinding) => HARMLESS.has(rule.kind);

async function orRefuse<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof OverlayError) throw new ControlError(422, error.message);
    throw error;
  }
}

export const overlayOperations = [
  operation({
    id: 'listOverlay',
    method: 'GET',
    path: '/overlay',
    tag: 'overlay',
    summary: 'Resources that lie over the population',
    answer: { status: 200, description: 'All versions, oldest first' },
    run: ({ control }) => ({ versions: control.overlay.list().map(told) }),
  }),
  operation<FhirResource>({
    id: 'putResource',
    method: 'PUT',
    path: '/overlay/{type}/{id}',
    tag: 'overlay',
    summary: 'Adds or changes a resource, from now on by the sandbox’s clock',
    query: { ...patient, ...invalid },
    body: { type: 'object', required: ['resourceType'], properties: { resourceType: text } },
    example: { resourceType: 'Practitioner', id: 'test-1', active: true, name: [{ family: 'Test' }] },
    answer: { status: 201, description: 'The version that was written' },
    run: async ({ control, body, params: { type = '', id = '' }, query }) => {
      if (body.resourceType !== type) {
        throw new ControlError(400, `resourceType "${body.resourceType}" is not that of the path, "${type}"`);
      }
      if (body.id !== undefined && body.id !== id) {
        throw new ControlError(400, `id "${body.id}" is not that of the path, "${id}"`);
      }
      await checkShape({ ...body, id }, query.get('invalid'));
      const written = control.overlay.put(
        { ...body, id },
        control.clock.now(),
        query.get('patient') ?? undefined,
      );
      return told(await orRefuse(written));
    },
  }),
  operation({
    id: 'deleteResource',
    method: 'DELETE',
    path: '/overlay/{type}/{id}',
    tag: 'overlay',
    summary: 'Deletes a resource, of the population too, from now on by the sandbox’s clock',
    query: patient,
    answer: { status: 200, description: 'The version that says so' },
    run: async ({ control, params: { type = '', id = '' }, query }) =>
      told(
        await orRefuse(
          control.overlay.delete(`${type}/${id}`, control.clock.now(), query.get('patient') ?? undefined),
        ),
      ),
  }),
  operation({
    id: 'clearOverlay',
    method: 'DELETE',
    path: '/overlay',
    tag: 'overlay',
    summary: 'Leaves the population as it is by itself',
    answer: { status: 204, description: 'Cleared' },
    run: ({ control }) => control.overlay.clear(),
  }),
];
