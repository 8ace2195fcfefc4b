import type { Defect } from '../defect.ts';

export const documentationSampleInvalid: Defect = {
  name: 'documentation.sample-invalid',
  summary: 'A sample in the documentation has an element that FHIR does not have.',
  clause: '42 CFR 422.119(d)',
  rewrite: (reply, { path }) =>
    path.startsWith('/docs/') && typeof reply.body === 'string'
      ? {
          ...reply,
          body: reply.body
            .replaceAll('&quot;resourceType&quot;', '&quot;sourceRow&quot;: 1, &quot;resourceType&quot;')
            .replaceAll('"resourceType"', '"sourceRow": 1, "resourceType"'),
        }
      : reply,
};
