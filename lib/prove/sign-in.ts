import { NotExercised } from '../../suites/runner/context.ts';
import { headerOf, jsonObjectOf, type RawExchange } from '../../suites/runner/http.ts';
import type { TracedSession } from './traced-session.ts';

/**
 * Whether a sign-in under a defect looks as it does on a clean sandbox. If so, a check that meets the defect only on
 * the way to its token has nothing to do with it.
 */
export async function isSignInChanged(
  key: string,
  clean: readonly RawExchange[],
  session: TracedSession,
): Promise<boolean> {
  try {
    await (key === 'directory token'
      ? session.directoryToken()
      : session.memberToken(Number(/\d+$/.exec(key)?.[0] ?? 0)));
  } catch (error) {
    if (error instanceof NotExercised) return true;
    throw error;
  }
  return shapeOf(session.signIn(key)) !== shapeOf(clean);
}

/** What stays the same from one sign-in to the next. */
function shapeOf(exchanges: readonly RawExchange[]): string {
  return JSON.stringify(
    exchanges.map((exchange) => {
      const body = jsonObjectOf(exchange);
      return [
        exchange.request.method,
        new URL(exchange.request.url).pathname,
        exchange.response.status,
        exchange.response.headers.map(([name]) => name).sort(),
        ...['content-type', 'cache-control', 'content-security-policy'].map((name) =>
          headerOf(exchange, name),
        ),
        body && Object.entries(body).map(([name, value]) => [name, shapeOfValue(value)]),
      ];
    }),
  );
}

function shapeOfValue(value: unknown): unknown {
  return typeof value === 'string' && value.length >= 12 ? `text of ${value.length}` : value;
}
