import type { Defect } from '../defect.ts';
import { withBundle } from './support/replies.ts';

export const pagingInternalHost: Defect = {
  name: 'paging.internal-host',
  summary: 'Page links name the host behind the proxy.',
  clause: 'FHIR R4 http.html#paging',
  report: 'https://github.com/ansforge/annuaire-sante-fhir-documentation/issues/393',
  rewrite: (reply) =>
    withBundle(reply, ({ link, ...bundle }) => ({
      ...bundle,
      link: Array.isArray(link)
        ? link.map((one) =>
            one.relation === 'next'
              ? { ...one, url: one.url.replace(/^https?:\/\/[^/]+/, 'http://fhir-backend.internal:8080') }
              : one,
          )
        : [],
    })),
};
