import type { Check } from '../../runner/check.ts';
import { type CheckContext, DoesNotApply, type Expectation } from '../../runner/context.ts';
import type { GivenToken } from '../../runner/session.ts';

type Grant = 'directory' | 'member';

interface Row
  extends Pick<Check, 'title' | 'level' | 'requirements' | 'clauses' | 'why' | 'fix' | 'detects'> {
  readonly id: string;
  readonly companionOf?: Check['companionOf'];
  readonly under?: Check['under'];
  readonly grants?: readonly Grant[];
  /** Why the check does not apply when no response has what it is about. */
  readonly absent?: string;
  readonly judge: (token: GivenToken, t: CheckContext, grant: Grant) => Expectation | undefined;
}

/** One expectation on every token response of the run: the client-credentials one and the authorization-code one. */
export function onResponses({ id, judge, grants = ['directory', 'member'], absent, ...facts }: Row): Check {
  return {
    ...facts,
    id: `oauth.response.${id}`,
    needs: [],
    async run(t) {
      const { clients } = t.target;
      for (const grant of grants) {
        if (!clients[grant]) continue;
        const token =
          grant === 'directory' ? await t.session.directoryToken() : await t.session.memberToken();
        const expectation = judge(token, t, grant);
        if (expectation) t.expect({ ...expectation, evidence: [t.cite(token.exchange)] });
      }
      if (t.findings.length === 0 && absent !== undefined) throw new DoesNotApply(absent);
    },
  };
}

/** A member’s value as a message has it. */
export function show(value: unknown): string {
  return value === undefined ? 'absent' : JSON.stringify(value);
}
