import type { IncomingRequest, Reply } from '../../../reply.ts';

type Json = Record<string, unknown>;

export function isTokenRequest({ path }: IncomingRequest): boolean {
  return path === '/oauth/v1/token';
}

export function isAuthorizeRequest({ path }: IncomingRequest): boolean {
  return path === '/oauth/v1/authorize';
}

/** Login, consent and what the member sees of consents. */
export function isMemberPage({ path }: IncomingRequest): boolean {
  return path.startsWith('/member/');
}

export function isFhirRequest({ path }: IncomingRequest): boolean {
  return path.startsWith('/ghp/fhir4/');
}

/** The reply with its JSON object changed; a reply that holds no JSON object stays as it is. */
export function withJson(reply: Reply, change: (body: Json) => Json): Reply {
  const body = jsonOf(reply);
  return body ? { ...reply, body: JSON.stringify(change(body)) } : reply;
}

/** As `withJson`, for FHIR Bundles only. */
export function withBundle(reply: Reply, change: (bundle: Json) => Json): Reply {
  if (!textOf(reply).startsWith('{"resourceType":"Bundle"')) return reply;
  return withJson(reply, change);
}

export function withoutHeaders(reply: Reply, ...names: readonly string[]): Reply {
  const kept = Object.entries(reply.headers).filter(([name]) => !names.includes(name));
  return { ...reply, headers: Object.fromEntries(kept) };
}

export function withHeader(reply: Reply, name: string, value: string): Reply {
  return { ...reply, headers: { ...reply.headers, [name]: value } };
}

function jsonOf(reply: Reply): Json | undefined {
  try {
    const value: unknown = JSON.parse(textOf(reply));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export function textOf({ body }: Reply): string {
  return body?.toString() ?? '';
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A reply that redirects, with its address changed; any other stays as it is. */
export function changeRedirect(reply: Reply, change: (url: URL) => void): Reply {
  const { location } = reply.headers;
  const url = typeof location === 'string' ? URL.parse(location) : null;
  if (!url) return reply;
  const before = url.href;
  change(url);
  // Blanks as %20, which every client decodes alike.
  return url.href === before ? reply : withHeader(reply, 'location', url.href.replaceAll('+', '%20'));
}

/** For `Defect.rewrite`: changes the JSON that is served at addresses with an ending. */
export function changeDocument(
  ending: string,
  change: (document: Json) => Json,
): (reply: Reply, request: IncomingRequest) => Reply {
  return (reply, { path }) =>
    reply.status === 200 && path.endsWith(ending) ? withJson(reply, change) : reply;
}
