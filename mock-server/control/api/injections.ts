import type { Injection } from '../injections.ts';
import { object, operation, text } from '../operation.ts';

interface Order {
  readonly match: { readonly method?: string; readonly path: string };
  readonly times?: number;
  readonly delay?: number;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly drop?: boolean;
}

const order = {
  ...object(
    {
      match: object(
        { method: text, path: { type: 'string', pattern: '^/', description: 'Beginning of the path' } },
        ['path'],
      ),
      times: { type: 'integer', minimum: 1, maximum: 1_000_000 },
      delay: { type: 'integer', minimum: 0, maximum: 600_000, description: 'Milliseconds' },
      status: { type: 'integer', minimum: 200, maximum: 599 },
      headers: { type: 'object', additionalProperties: text },
      body: text,
      drop: { type: 'boolean', description: 'End the connection without an answer' },
    },
    ['match'],
  ),
  anyOf: [{ required: ['delay'] }, { required: ['status'] }, { required: ['drop'] }],
};

export const injectionOperations = [
  operation({
    id: 'listInjections',
    method: 'GET',
    path: '/injections',
    tag: 'injections',
    summary: 'Ordered faults that have not happened yet',
    answer: { status: 200, description: 'In the order in which they are used' },
    run: ({ control }) => ({ injections: control.injections.list() }),
  }),
  operation<Order>({
    id: 'addInjection',
    method: 'POST',
    path: '/injections',
    tag: 'injections',
    summary: 'Orders a fault for the next requests: a delay, an answer of the gateway, a dropped connection',
    body: order,
    example: { match: { method: 'GET', path: '/ghp/fhir4/v1/Patient' }, times: 2, status: 503 },
    answer: { status: 201, description: 'The order, with its id' },
    run: ({ control, body: { match, times = 1, ...what } }): Injection =>
      control.injections.add({ ...what, method: match.method?.toUpperCase(), path: match.path, times }),
  }),
  operation({
    id: 'clearInjections',
    method: 'DELETE',
    path: '/injections',
    tag: 'injections',
    summary: 'Cancels all orders',
    answer: { status: 204, description: 'Cancelled' },
    run: ({ control }) => control.injections.clear(),
  }),
];
