import type { Step } from '../step.ts';
import { loginReply } from './login-reply.ts';
import type { PortalContext } from './portal-context.ts';

/** Wrong passwords in a row before a user name is locked. */
const MOST_FAILURES = 5;
const LOCKED_MS = 15 * 60 * 1000;

/**
 * A locked name is refused whatever the password, so that guessing stops. Names that nobody has are locked alike: the
 * page must not tell which exist.
 */
export const refuseLocked: Step<PortalContext> = {
  name: 'refuse-locked',
  async run(context) {
    const { ports } = context;
    const name = typedName(context);
    const now = ports.clock.now();
    const { count, until } = await ports.store.failuresOf(attemptsOf(context), now);
    if (count < MOST_FAILURES || isExempt(name, context)) return;
    context.reply = loginReply(context, { kind: 'locked', seconds: Math.ceil((until - now) / 1000) });
  },
};

/** After `checkPassword`: counts what failed, and starts the count anew after a success. */
export const countAttempt: Step<PortalContext> = {
  name: 'count-attempt',
  async run(context) {
    const { ports, member } = context;
    if (member) {
      await ports.store.clearFailures(attemptsOf(context));
      return;
    }
    const count = await ports.store.countFailure(attemptsOf(context), ports.clock.now(), LOCKED_MS);
    const isLocked = count >= MOST_FAILURES && !isExempt(typedName(context), context);
    context.reply = loginReply(
      context,
      isLocked ? { kind: 'locked', seconds: LOCKED_MS / 1000 } : { kind: 'wrong' },
    );
  },
};

/** The documented members are shared by everyone who tries the sandbox: nobody may lock them for all. */
function isExempt(name: string, { endpoint, ports }: PortalContext): boolean {
  if (endpoint.core.lockPersonas) return false;
  return ports.population.personas().some(({ userName }) => userName === name);
}

function typedName({ request }: PortalContext): string {
  return request.form?.get('username') ?? '';
}

/** Sandbox and production have members of their own, and so locks of their own. */
function attemptsOf(context: PortalContext): string {
  return `member ${context.app?.environment ?? 'sandbox'} ${typedName(context)}`;
}
