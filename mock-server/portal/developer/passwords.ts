import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

const LEAST = 12;
const MOST = 128;
/** 16 MB and some 40 ms: enough for accounts that hold synthetic data. */
export const USUAL_COST = 2 ** 14;

const costOf = (N: number) => ({ N, r: 8, p: 1 });

/** Passwords of 12 characters or more that everybody tries first. */
const common: readonly string[] = [
  'password1234',
  'passwordpassword',
  '123456789012',
  'qwertyuiop12',
  'administrator',
  'letmeinletmein',
];

export const passwordRules = `${LEAST} to ${MOST} characters. Long is better than complicated: a sentence is fine. Not your email address, not one that is often used.`;

/** What is wrong with a new password, for people; `undefined` when it can be used (NIST SP 800-63B §3.1.1.2). */
export function problemOfPassword(password: string, email: string): string | undefined {
  const length = [...password].length;
  if (length < LEAST) return `The password has ${length} characters; it needs at least ${LEAST}.`;
  if (length > MOST) return `The password has ${length} characters; at most ${MOST} are possible.`;
  const lower = password.toLowerCase();
  const [local = ''] = email.split('@');
  if (lower.includes(email) || (local.length > 3 && lower.includes(local)))
    return 'The password contains your email address. Choose another.';
  if (common.includes(lower) || new Set(lower).size < 5)
    return 'The password is one that is easily guessed. Choose another.';
  return undefined;
}

/** `scrypt$N$r$p$salt$key`, so that the cost can rise without a new format. */
/** @param cost scrypt's N, a power of 2 */
export async function hashPassword(password: string, cost = USUAL_COST): Promise<string> {
  const salt = randomBytes(16);
  const { N, r, p } = costOf(cost);
  const key = await derive(password, salt, { N, r, p });
  return ['scrypt', N, r, p, salt.toString('base64url'), key.toString('base64url')].join('$');
}

/** Takes as long without a hash, so that time does not tell whether there is an account. */
export async function isPasswordOf(
  password: string,
  stored: string | undefined,
  usualCost = USUAL_COST,
): Promise<boolean> {
  const [, N, r, p, salt = '', key = ''] = (stored ?? dummyOf(usualCost)).split('$');
  const expected = Buffer.from(key, 'base64url');
  const cost = { N: Number(N), r: Number(r), p: Number(p) };
  const actual = await derive(password, Buffer.from(salt, 'base64url'), cost);
  return timingSafeEqual(actual, expected) && stored !== undefined;
}

function dummyOf(cost: number): string {
  const { N, r, p } = costOf(cost);
  return ['scrypt', N, r, p, 'A'.repeat(22), 'A'.repeat(43)].join('$');
}

function derive(password: string, salt: Buffer, cost: ReturnType<typeof costOf>): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // The same text typed on another keyboard may be composed otherwise.
    scrypt(password.normalize('NFKC'), salt, 32, cost, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}
