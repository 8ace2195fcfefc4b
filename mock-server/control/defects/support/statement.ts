import type { CapabilityStatement, CapabilityStatementRest } from 'fhir/r4.js';
import type { Defect } from '../../defect.ts';
import { withJson } from './replies.ts';

/** Rewrites what the CapabilityStatement says of the server. */
export function changeStatement(
  change: (rest: CapabilityStatementRest) => CapabilityStatementRest,
): NonNullable<Defect['rewrite']> {
  return (reply, { path }) =>
    path.endsWith('/metadata')
      ? withJson(reply, (body) => {
          const { rest = [] } = body as Partial<CapabilityStatement>;
          return { ...body, rest: rest.map(change) };
        })
      : reply;
}
