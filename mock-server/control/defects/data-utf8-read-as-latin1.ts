import type { Defect } from '../defect.ts';
import { isFhirRequest } from './support/replies.ts';

export const dataUtf8ReadAsLatin1: Defect = {
  name: 'data.utf8-read-as-latin1',
  summary: 'Texts were read from a UTF-8 source as if it were Latin-1: letters beyond ASCII are broken.',
  clause: 'FHIR R4 json.html#json',
  rewrite: (reply, request) =>
    reply.status === 200 && isFhirRequest(request)
      ? { ...reply, body: Buffer.from(reply.body?.toString() ?? '').toString('latin1') }
      : reply,
};
