import type { JsonObject } from '../json-access.ts';
import { type Run, show } from '../run.ts';
import { sourceOf } from '../tree.ts';
import type { Engine } from './rule.ts';

/**
 * Judges a resource by a profile that it claims in meta.profile (R4 resource.html#Meta) or that the caller asks for.
 *
 * @param asked whether the caller named it: then not knowing it is an error
 */
export function judgeClaim(
  canonical: string,
  asked: boolean,
  resource: JsonObject,
  engine: Engine,
  run: Run,
): void {
  const node = engine.trees.ofProfile(canonical);
  const type = String(resource.resourceType);
  if (!node) {
    run.report(
      { profile: canonical, element: type },
      {
        severity: asked ? 'error' : 'warning',
        code: 'not-found',
        kind: 'profile-claim',
        key: canonical,
        below: asked ? '' : '.meta.profile',
        expected: 'a profile among the definitions',
        received: canonical,
      },
    );
    return;
  }
  const constrained = node.definition.type;
  if (constrained !== type && constrained !== 'Resource' && constrained !== 'DomainResource') {
    run.report(
      { profile: sourceOf(node), element: node.element.id },
      {
        severity: 'error',
        code: 'structure',
        kind: 'profile-claim',
        key: canonical,
        below: asked ? '' : '.meta.profile',
        expected: `a resource of type ${constrained}`,
        received: show(type),
      },
    );
    return;
  }
  engine.profile(canonical)?.(resource, run);
}
