import { baseInvariants } from '../invariants/base.ts';
import { payerInvariants } from '../invariants/payer.ts';
import { usCoreInvariants } from '../invariants/us-core.ts';
import type { Mutation } from './mutant.ts';

/** Every invariant that the hand-written tables know how to break. */
export const brokenInvariants = [...baseInvariants, ...usCoreInvariants, ...payerInvariants];

/** Invariants broken one by one, each by a change written from its text. */
export const invariantMutations: Mutation = function* (resource, [root]) {
  if (!root) return;
  const own = root.node.definition.elements.flatMap(({ id, constraints }) =>
    constraints.map((constraint) => ({ id, ...constraint })),
  );
  for (const row of brokenInvariants) {
    if (row.types && !row.types.includes(root.node.definition.type)) continue;
    const published = own.filter(({ key }) => key === row.key);
    if (!row.everywhere && published.length === 0) continue;
    const copy = structuredClone(resource);
    const place = row.change(copy);
    if (place === undefined) continue;
    const { cannotFail } = row;
    const isBroken =
      cannotFail !== undefined &&
      published.every(
        ({ id, expression }) =>
          expression?.includes(cannotFail.text) &&
          (cannotFail.element === undefined || cannotFail.element === id),
      );
    yield {
      mutation: `invariant ${row.key}`,
      expects: row.or ? ['invariant', row.or] : ['invariant'],
      key: row.key,
      ...(isBroken ? { severity: 'information' } : row.severity ? { severity: row.severity } : {}),
      element: root.node.element.id,
      path: `${root.path}.${place}`,
      make: () => copy,
    };
  }
};
