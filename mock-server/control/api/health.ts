import { setTimeout as wait } from 'node:timers/promises';
import type { Store } from '../../store/store.ts';
import { instant, names, Otherwise, object, operation, text } from '../operation.ts';

const STORE_MS = 2000;

/** What is wrong with the store, in one line; `undefined` when it answers. */
async function problemOf(store: Store): Promise<string | undefined> {
  const late = wait(STORE_MS, `the store does not answer within ${STORE_MS / 1000} s`, { ref: false });
  const asked = store.ping().catch((error: unknown) => {
    const [told = ''] = String(error instanceof Error ? error.message : error).split('\n');
    return `the store fails: ${told}`;
  });
  return (await Promise.race([asked, late])) ?? undefined;
}

const state = { enum: ['ok', 'failing'] };

export const healthOperations = [
  operation({
    id: 'getHealth',
    method: 'GET',
    path: '/health',
    tag: 'health',
    summary: 'Whether the sandbox is ready, and as what it was started',
    answer: {
      status: 200,
      description: 'It is ready',
      schema: object(
        {
          status: state,
          version: { type: 'string', description: 'Of Assay' },
          dialect: { enum: ['documented', 'standard'], description: 'Of the address that was asked' },
          urls: {
            type: 'object',
            additionalProperties: { type: 'string', format: 'uri' },
            description: 'Where each dialect is served',
          },
          seed: text,
          memberCount: { type: 'integer' },
          now: { ...instant, description: 'By the clock of the sandbox' },
          frozen: { type: 'boolean', description: 'Whether the clock stands still' },
          defects: object(
            {
              inForce: { ...names, description: 'For everyone' },
              byClient: { type: 'object', additionalProperties: names },
            },
            ['inForce', 'byClient'],
          ),
          store: state,
          problem: { type: 'string', description: 'What is wrong with the store' },
        },
        ['status', 'version', 'dialect', 'urls', 'seed', 'memberCount', 'now', 'frozen', 'defects', 'store'],
      ),
    },
    otherwise: { status: 503, description: 'The store does not answer, which "problem" says more of' },
    run: async ({ control, endpoint, ports }) => {
      const { clock, defects, population, version } = control;
      const problem = await problemOf(ports.store);
      const store = problem === undefined ? 'ok' : 'failing';
      const facts = {
        status: store,
        version,
        dialect: endpoint.dialect,
        urls: endpoint.core.publicUrls,
        seed: population.seed,
        memberCount: population.memberCount,
        now: new Date(clock.now()).toISOString(),
        frozen: clock.frozen,
        defects: { inForce: defects.forAll, byClient: Object.fromEntries(defects.byClient) },
        store,
        ...(problem !== undefined && { problem }),
      };
      return problem === undefined ? facts : new Otherwise(facts);
    },
  }),
];
