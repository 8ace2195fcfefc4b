import { jsonReply } from '../../reply.ts';
import type { Defect } from '../defect.ts';

export const directoryServesMemberData: Defect = {
  name: 'directory.serves-member-data',
  summary: 'The base of the directory answers searches for patients.',
  clause: 'FHIR R4 security.html',
  rewrite: (reply, { path, headers }) =>
    path.endsWith('/providerdirectory/v1/Patient') && headers.authorization !== undefined
      ? jsonReply(200, {
          resourceType: 'Bundle',
          type: 'searchset',
          entry: [{ resource: { resourceType: 'Patient', id: 'p' }, search: { mode: 'match' } }],
        })
      : reply,
};
