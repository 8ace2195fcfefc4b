import type { FhirResource } from 'fhir/r4.js';
import { operation, text } from '../operation.ts';
import { OverlayError, type OverlayVersion } from '../overlay.ts';
import { ControlError } from '../problem.ts';

const patient = {
  patient: { description: 'Whose data it is, where the resource does not say so itself', schema: text },
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
    summary: 'Adds or changes a resource, from now on by the sandbox’s clock; valid or not',
    query: patient,
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
