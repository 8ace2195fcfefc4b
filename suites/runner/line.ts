import { NotExercised } from './context.ts';
import type { HttpLimits, HttpRequest, HttpResponse, Transport } from './http.ts';
import { BodyTooLong } from './read-body.ts';
import { Unreachable } from './unreachable.ts';

/**
 * After so many requests in a row without an answer, one is sent after a pause only: a run of a deployment that went
 * away would otherwise wait for each time-out, for hours.
 */
const GIVE_UP_AFTER = 8;
const PAUSE_MS = 10_000;
/** With fewer paths among them it is those that hang, not the target. */
const PATHS_OF_A_TARGET_AWAY = 3;

/** What was asked of an origin since it last answered. */
interface Silence {
  /** One for each request. */
  readonly paths: readonly string[];
  readonly askAgainAt: number;
}

/** The line to the target: it can be cut, and says why there is no answer. */
export class Line {
  readonly #transport: Transport;
  readonly #limits: HttpLimits;
  readonly #now: () => number;
  readonly #stop = new AbortController();
  /** By origin: a portal that is away says nothing of the API. */
  readonly #silences = new Map<string, Silence>();

  constructor(transport: Transport, limits: HttpLimits, now: () => number) {
    this.#transport = transport;
    this.#limits = limits;
    this.#now = now;
  }

  get stopped(): AbortSignal {
    return this.#stop.signal;
  }

  stop(reason: string): void {
    this.#stop.abort(new NotExercised(reason, { incomplete: true }));
  }

  /**
   * @throws Unreachable when no response came
   * @throws NotExercised when it is longer than the limits allow, or the line was cut
   */
  async answerTo(request: HttpRequest): Promise<HttpResponse> {
    const { timeoutMs, maxBodyBytes = Number.POSITIVE_INFINITY } = this.#limits;
    this.stopped.throwIfAborted();
    const { origin, pathname } = new URL(request.url);
    const silence = this.#silences.get(origin);
    if (silence && this.#seemsAway(silence, pathname))
      throw new Unreachable(
        request.url,
        `${silence.paths.length} requests in a row had none, so it was not asked`,
      );
    try {
      const response = await this.#unlessStopped(this.#transport(request, timeoutMs, maxBodyBytes));
      this.#silences.delete(origin);
      if (response.body.length > maxBodyBytes) throw new BodyTooLong();
      return response;
    } catch (error) {
      if (error instanceof NotExercised) throw error;
      if (error instanceof BodyTooLong) {
        this.#silences.delete(origin);
        throw tooLong(request, maxBodyBytes);
      }
      const paths = [...(this.#silences.get(origin)?.paths ?? []), pathname];
      this.#silences.set(origin, { paths, askAgainAt: this.#now() + PAUSE_MS });
      throw new Unreachable(request.url, error);
    }
  }

  #seemsAway({ paths, askAgainAt }: Silence, path: string): boolean {
    const different = new Set(paths);
    return (
      paths.length >= GIVE_UP_AFTER &&
      (different.size >= PATHS_OF_A_TARGET_AWAY || different.has(path)) &&
      this.#now() < askAgainAt
    );
  }

  /** No race with one promise for the whole run: that would keep every answer in memory. */
  #unlessStopped(answer: Promise<HttpResponse>): Promise<HttpResponse> {
    const { promise, resolve, reject } = Promise.withResolvers<HttpResponse>();
    const giveUp = () => reject(this.stopped.reason);
    this.stopped.addEventListener('abort', giveUp);
    answer.then(resolve, reject).finally(() => this.stopped.removeEventListener('abort', giveUp));
    return promise;
  }
}

function tooLong({ method, url }: HttpRequest, maxBodyBytes: number): NotExercised {
  return new NotExercised(
    `the answer to ${method} ${new URL(url).pathname} is longer than limits.maxBodyBytes (${maxBodyBytes})`,
  );
}
