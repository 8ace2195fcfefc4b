import { NotExercised } from '../../suites/runner/context.ts';
import type { GivenToken, Session } from '../../suites/runner/session.ts';

/** What nearly every check begins with: a token per API and member. */
export const signInKeys = ['directory token', 'member token 0', 'member token 1'] as const;

/**
 * Whether a sign-in under a defect ends as it does on a clean sandbox. If so, a check that meets the defect only on the
 * way to its token, and does not look at that way, has nothing to do with it.
 */
export async function isSignInChanged(key: string, clean: string, session: Session): Promise<boolean> {
  return (await signInEnd(key, session)) !== clean;
}

/** What checks build on: that there is a token, whose record it opens, and whether it can be refreshed. */
export async function signInEnd(key: string, session: Session): Promise<string> {
  try {
    const { patientId, refreshToken } = await signIn(key, session);
    return JSON.stringify({ patientId, isRefreshable: refreshToken !== undefined });
  } catch (error) {
    if (error instanceof NotExercised) return error.message;
    throw error;
  }
}

function signIn(key: string, session: Session): Promise<GivenToken> {
  return key === 'directory token'
    ? session.directoryToken()
    : session.memberToken(Number(/\d+$/.exec(key)?.[0] ?? 0));
}
