import type { App, Dialect } from '../context.ts';
import { dialectRules } from './dialects.ts';
import { type ConsentableType, consentableTypes } from './resource-types.ts';
import { defaultScope, typesInScope } from './scope.ts';

/**
 * What the member is asked to share: the consentable types of the app's products, in `standard` those within the
 * requested scope (AC-2a).
 *
 * @param scope as requested, `undefined` when none was
 */
export function offeredTypes(
  app: App,
  scope: string | undefined,
  dialect: Dialect,
): ReadonlySet<ConsentableType> {
  const products = consentableTypes.filter((type) => app.products.has(type));
  if (!dialectRules[dialect].scopeLimitsTypes) return new Set(products);
  const inScope = typesInScope(scope ?? defaultScope.member, products, 'member');
  return new Set(products.filter((type) => inScope.has(type)));
}
