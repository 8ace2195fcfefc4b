import type { Attachment } from 'fhir/r4.js';

/** A text within the resource: no second request, and no second authorization, is needed to read it. */
export function plainText(text: string, title?: string): Attachment {
  return {
    contentType: 'text/plain',
    data: Buffer.from(text, 'utf8').toString('base64'),
    ...(title === undefined ? {} : { title }),
  };
}
