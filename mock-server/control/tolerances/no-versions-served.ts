import { fhirErrorReply, NotFound } from '../../fhir/outcomes.ts';
import type { Defect } from '../defect.ts';
import { changeStatement } from '../defects/support/statement.ts';

export const toleranceNoVersionsServed: Defect = {
  name: 'tolerance.no-versions-served',
  summary: 'Old versions and histories are not served, and the CapabilityStatement says so.',
  clause: 'FHIR R4 http.html#history',
  rewrite: (reply, request) =>
    request.path.includes('/_history') && reply.status === 200
      ? { ...fhirErrorReply(new NotFound('The address')), headers: { ...reply.headers } }
      : withoutHistory(reply, request),
};

const withoutHistory = changeStatement(({ resource = [], ...rest }) => ({
  ...rest,
  resource: resource.map(({ interaction = [], ...one }) => ({
    ...one,
    interaction: interaction.filter(({ code }) => code === 'read' || code === 'search-type'),
  })),
}));
