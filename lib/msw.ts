import { type HttpHandler, HttpResponse, http } from 'msw';
import type { Dialect } from '../mock-server/context.ts';
import type { Sandbox } from './sandbox.ts';

/** A request answered in the same process cannot be late. */
const NO_TIMEOUT = Number.POSITIVE_INFINITY;

/** These statuses have no body (Fetch standard, null body status). */
const withoutBody = new Set([204, 205, 304]);

/**
 * Mock Service Worker handlers that answer every request to a sandbox’s public URL in process: portal pages, OAuth and
 * FHIR, without a port. Requests to other hosts are left alone.
 *
 * ```ts
 * const sandbox = createSandbox({ publicUrls: { standard: 'https://plan.test' } });
 * const server = setupServer(...createMswHandlers(sandbox, 'standard'));
 * beforeAll(() => server.listen());
 * ```
 *
 * msw 3 calls the option for requests that no handler answers `onUnhandledFrame`.
 * @param dialect one of those that the sandbox has a public URL for
 * @throws RangeError when it has none for the dialect
 */
export function createMswHandlers(sandbox: Sandbox, dialect: Dialect): HttpHandler[] {
  const answer = sandbox.transport(dialect);
  const publicUrl = sandbox.core.publicUrls?.[dialect]?.replace(/\/+$/, '');
  return [
    http.all(`${publicUrl}/*`, async ({ request }) => {
      const headers = Object.fromEntries(request.headers);
      // What goes through no wire need not be compressed, and msw hands bodies on as they are.
      delete headers['accept-encoding'];
      const sent = await request.text();
      const {
        status,
        headers: received,
        body,
      } = await answer(
        { method: request.method, url: request.url, headers, ...(sent !== '' && { body: sent }) },
        NO_TIMEOUT,
      );
      const bare = withoutBody.has(status) || request.method === 'HEAD';
      return new HttpResponse(bare ? null : body, {
        status,
        headers: received.map(([name, value]): [string, string] => [name, value]),
      });
    }),
  ];
}
