import { jsonReply } from '../../reply.ts';
import type { Defect } from '../defect.ts';

export const isolationEverythingNotRestricted: Defect = {
  name: 'isolation.everything-not-restricted',
  summary: 'The operation $everything gives the record of the patient in its address.',
  clause: 'FHIR R4 security.html',
  rewrite: (reply, { path }) => {
    const [, id] = /\/Patient\/([^/]+)\/\$everything$/.exec(path) ?? [];
    return id === undefined
      ? reply
      : jsonReply(200, {
          resourceType: 'Bundle',
          type: 'searchset',
          entry: [{ resource: { resourceType: 'Patient', id }, search: { mode: 'match' } }],
        });
  },
};
