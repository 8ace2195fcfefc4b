import { Cleanup } from './cleanup.ts';
import type { HttpRequest, RawExchange } from './http.ts';
import type { Finding, Level } from './result.ts';
import type { Session } from './session.ts';
import type { Target } from './target.ts';

export interface Expectation {
  readonly ok: boolean;
  readonly what: string;
  readonly expected: string;
  readonly received: string;
  readonly part?: 'security' | 'form';
  readonly where?: string;
  readonly deviation?: string | undefined;
  readonly cost?: string;
  readonly evidence?: readonly RawExchange[];
}

/** Thrown by a check or what it uses: the check could not be exercised. */
export class NotExercised extends Error {
  /** True when a configured login or client did not work: the run is then incomplete. */
  readonly incomplete: boolean;

  constructor(reason: string, { incomplete = false } = {}) {
    super(reason);
    this.name = 'NotExercised';
    this.incomplete = incomplete;
  }
}

/** Thrown by a check: it does not apply to this target. */
export class DoesNotApply extends Error {
  override readonly name = 'DoesNotApply';
}

/** Thrown by a check: a person must look at the evidence. The message says at what. */
export class NeedsPerson extends Error {
  override readonly name = 'NeedsPerson';
}

/** What a check's `run` works with. Collects findings and evidence. */
export class CheckContext {
  readonly target: Target;
  readonly session: Session;
  readonly findings: Finding[] = [];
  readonly evidence = new Set<string>();
  readonly notes: string[] = [];
  /** Taken away when the check has ended, however it ended. */
  readonly cleanup = new Cleanup();
  /** Set by a check that finds the target bound by its own word. */
  level: Level | undefined;
  readonly #origin: string;

  constructor(session: Session, origin: string) {
    this.session = session;
    this.target = session.target;
    this.#origin = origin;
  }

  /** Sends a request, recorded as evidence of this check. */
  async send(request: HttpRequest): Promise<RawExchange> {
    return this.cite(await this.session.http.send(request, this.#origin));
  }

  /** Counts an exchange made elsewhere (a shared login or harvest) as evidence of this check. */
  cite(exchange: RawExchange): RawExchange {
    this.evidence.add(exchange.id);
    return exchange;
  }

  /** Holds one expectation against what was seen. Each counts as examined. */
  expect({ part = 'form', evidence = [], where, deviation, cost, ...rest }: Expectation): void {
    this.findings.push({
      part,
      ...rest,
      ...(where !== undefined && { where }),
      ...(!rest.ok && deviation !== undefined && { deviation }),
      ...(cost !== undefined && { cost }),
      evidence: evidence.map((exchange) => exchange.id),
    });
  }

  /** Holds several expectations, as judging functions return them. */
  judge(...expectations: readonly Expectation[]): void {
    for (const expectation of expectations) this.expect(expectation);
  }

  note(text: string): void {
    this.notes.push(text);
  }
}
