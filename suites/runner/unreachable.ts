/** No answer came: a network failure, a refused connection or a time-out. Never counted against the target's rules. */
export class Unreachable extends Error {
  readonly url: string;

  constructor(url: string, cause: unknown) {
    super(`no answer from ${new URL(url).origin}: ${reason(cause)}`);
    this.name = 'Unreachable';
    this.url = url;
  }
}

function reason(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const inner = cause.cause instanceof Error ? cause.cause : cause;
  const code = 'code' in inner && typeof inner.code === 'string' ? inner.code : undefined;
  if (code === 'ECONNREFUSED') return 'connection refused';
  if (code === 'ENOTFOUND') return 'host name not found';
  return inner.name === 'TimeoutError' ? 'timed out' : inner.message || code || inner.name;
}
