import { jsonReply, type Reply } from '../reply.ts';

/** The request asks for something that does not exist or cannot be. The message is one line for people. */
export class ControlError extends Error {
  override readonly name = 'ControlError';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** An error as the control plane tells it (RFC 9457). */
export function problem(status: number, detail: string, headers: Reply['headers'] = {}): Reply {
  return jsonReply(
    status,
    { status, detail },
    { 'cache-control': 'no-store', ...headers },
    'application/problem+json',
  );
}
