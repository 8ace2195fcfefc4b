import { setTimeout as wait } from 'node:timers/promises';
import { type CheckContext, NotExercised } from './context.ts';

/** What is allowed to pass in real time when a client is registered with short lifetimes. */
const MOST_SECONDS = 360;

/**
 * Lets time pass at the target: by the clock of a sandbox, or really, when that is short or was asked for.
 * @returns sets a sandbox's clock back; nothing brings real time back
 * @throws NotExercised when it can't be done
 */
export async function letPass(t: CheckContext, seconds: number): Promise<() => Promise<void>> {
  if (t.target.control) {
    await moveClock(t, `PT${seconds}S`);
    return () => moveClock(t, `-PT${seconds}S`);
  }
  if (seconds > MOST_SECONDS && !t.session.waitExpiry)
    throw new NotExercised(
      `${seconds} seconds must pass: --wait-expiry lets them; else give the target a control plane, clients.member.lifetime or expiredToken`,
    );
  const { stopped: signal } = t.session.http;
  await wait(seconds * 1000, undefined, { signal }).catch((error) => {
    throw signal.aborted ? signal.reason : error;
  });
  return async () => {};
}

async function moveClock(t: CheckContext, by: string): Promise<void> {
  const { control } = t.target;
  if (!control) return;
  const { response } = await t.send({
    method: 'POST',
    url: `${control.url}/clock/advance`,
    headers: {
      'content-type': 'application/json',
      ...(control.token !== undefined && { authorization: `Bearer ${control.token}` }),
    },
    body: JSON.stringify({ by }),
  });
  if (response.status !== 200)
    throw new NotExercised(
      `the control plane did not move the clock (HTTP ${response.status}): is control.url right, and control.token?`,
    );
}
