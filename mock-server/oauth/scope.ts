import { InvalidScope } from './errors.ts';
import { consentableTypes, directoryTypes, supportingTypes } from './resource-types.ts';

/** `member`: scopes of a member's grant; `client`: scopes of client credentials. */
export type ScopeKind = 'member' | 'client';

/** What is granted when nothing was requested: everything, narrowed by consent. A refresh token comes with it. */
export const defaultScope = { member: 'offline_access patient/*.read', client: 'system/*.read' } as const;

const contextScopes: ReadonlySet<string> = new Set([
  'openid',
  'fhirUser',
  'offline_access',
  'launch/patient',
]);
/** What the metadata offers; by the same grammar, single types of clients are known too. */
export const scopesSupported: readonly string[] = [
  ...contextScopes,
  'profile/*',
  ...['*', ...consentableTypes].flatMap((type) => [`patient/${type}.read`, `patient/${type}.rs`]),
  'system/*.read',
  'system/*.rs',
];

const typesOfKind = {
  member: new Set<string>([...consentableTypes, ...supportingTypes]),
  client: directoryTypes,
};

const prefixOf = { member: 'patient', client: 'system' } as const;

interface ResourceScope {
  readonly prefix: string;
  readonly type: string;
  readonly suffix: string;
  /** SMART 2.0 interactions: `read` of SMART 1 is `rs`. */
  readonly actions: string;
}

/**
 * Splits a scope string into known tokens, each once.
 *
 * @throws InvalidScope when a token is unknown to this server (RFC 6749 §3.3)
 */
export function parseScope(scope: string, kind: ScopeKind): readonly string[] {
  const tokens = [...new Set(scope.split(' ').filter((token) => token !== ''))];
  const isKnown = (token: string) =>
    (kind === 'member' && contextScopes.has(token)) || resourceScope(token, kind) !== undefined;
  if (tokens.length === 0 || !tokens.every(isKnown)) {
    throw new InvalidScope('the scope is unknown, malformed or not for this grant');
  }
  return tokens;
}

/** The types among `available` that a scope string reaches; supporting and context scopes reach none. */
export function typesInScope(
  scope: string,
  available: Iterable<string>,
  kind: ScopeKind,
): ReadonlySet<string> {
  const resources = parseScope(scope, kind).flatMap((token) => resourceScope(token, kind) ?? []);
  return new Set(
    Array.from(available).filter((type) =>
      resources.some((scope) => scope.type === '*' || scope.type === type),
    ),
  );
}

/** Of those types the ones that a scope string opens for reading (`r`) or for searching (`s`) alone. */
export function limitedInScope(
  scope: string,
  types: ReadonlySet<string>,
  kind: ScopeKind,
): ReadonlyMap<string, 'r' | 's'> {
  const resources = parseScope(scope, kind).flatMap((token) => resourceScope(token, kind) ?? []);
  const limited = new Map<string, 'r' | 's'>();
  for (const type of types) {
    const opening = resources.filter((scope) => scope.type === '*' || scope.type === type);
    const may = (action: 'r' | 's') => opening.some(({ actions }) => actions.includes(action));
    if (may('r') !== may('s')) limited.set(type, may('r') ? 'r' : 's');
  }
  return limited;
}

/**
 * The scope string that says what was really granted: a wildcard stays only when all that was on offer was
 * granted, else the granted types are named (RFC 6749 §3.3).
 */
export function grantedScope(
  requested: string,
  offered: ReadonlySet<string>,
  granted: ReadonlySet<string>,
  kind: ScopeKind,
): string {
  const all = [...offered].every((type) => granted.has(type));
  const tokens = parseScope(requested, kind).flatMap((token) => {
    const resource = resourceScope(token, kind);
    if (!resource) return token;
    if (resource.type === '*') {
      if (all && granted.size > 0) return token;
      return Array.from(granted, (type) => `${resource.prefix}/${type}${resource.suffix}`);
    }
    const isFree = kind === 'member' && supportingTypes.has(resource.type);
    return granted.has(resource.type) || isFree ? token : [];
  });
  // Without scope limits a member may grant only types that the app did not name.
  if (tokens.length === 0) return Array.from(granted, (type) => `${prefixOf[kind]}/${type}.read`).join(' ');
  return [...new Set(tokens)].join(' ');
}

/** Whether everything in `requested` was granted before, so that a refresh may ask for it (RFC 6749 §6). */
export function isScopeWithin(requested: readonly string[], granted: string, kind: ScopeKind): boolean {
  const had = granted.split(' ');
  const hadResources = had.flatMap((token) => resourceScope(token, kind) ?? []);
  return requested.every((token) => {
    const wanted = resourceScope(token, kind);
    if (!wanted) return had.includes(token);
    return [...wanted.actions].every((action) =>
      hadResources.some(
        (scope) => (scope.type === '*' || scope.type === wanted.type) && scope.actions.includes(action),
      ),
    );
  });
}

/** `patient/Coverage.rs`, `system/*.read`, and the portal's own `profile/*` (DEV-15), which reads and searches. */
function resourceScope(token: string, kind: ScopeKind): ResourceScope | undefined {
  const match = /^(patient|system|profile)\/(\*|[A-Za-z]+)(\.read|\.rs|\.r|\.s|)$/.exec(token);
  if (!match) return undefined;
  const [, prefix = '', type = '', suffix = ''] = match;
  if ((prefix === 'profile') !== (suffix === '')) return undefined;
  if (prefix === (kind === 'member' ? 'system' : 'patient')) return undefined;
  if (type !== '*' && !typesOfKind[kind].has(type)) return undefined;
  const actions = suffix === '' || suffix === '.read' ? 'rs' : suffix.slice(1);
  return { prefix, type, suffix, actions };
}
