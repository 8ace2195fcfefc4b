import type { Defect } from '../defect.ts';
import { withJson } from './support/replies.ts';

export const httpRequestTagConstant: Defect = {
  name: 'http.request-tag-constant',
  summary: 'The tag that names the request comes from a cache and names another one.',
  clause: 'Portal documentation, meta.tag',
  rewrite: (reply, { path }) =>
    path.startsWith('/ghp/fhir4/')
      ? withJson(reply, (body) =>
          JSON.parse(
            JSON.stringify(body).replaceAll(
              /"[0-9a-f-]{36}\\t\\t\\t1"/g,
              '"00000000-0000-4000-8000-000000000000\\t\\t\\t1"',
            ),
          ),
        )
      : reply,
};
