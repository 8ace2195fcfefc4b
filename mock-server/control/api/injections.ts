import type { Injection } from '../injections.ts';
import { object, operation } from '../operation.ts';
import { ControlError } from '../problem.ts';

interface Order {
  readonly match: { readonly method?: string; readonly path: string; readonly client_id?: string };
  readonly times?: number;
  readonly delay?: number;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly drop?: boolean;
}

const order = object(
  {
    match: object(
      {
        method: { type: 'string', pattern: '^[A-Za-z]+$', description: 'HTTP method; any without it' },
        path: { type: 'string', pattern: '^/', description: 'Beginning of the path' },
        client_id: { type: 'string', description: 'Requests of this app only' },
      },
      ['path'],
    ),
    times: { type: 'integer', minimum: 1, maximum: 1_000_000, description: 'How many requests (1)' },
    delay: { type: 'integer', minimum: 0, maximum: 600_000, description: 'Milliseconds to wait before' },
    status: { type: 'integer', minimum: 200, maximum: 599, description: 'Answered instead' },
    headers: {
      type: 'object',
      description: 'With the status, such as Retry-After',
      // RFC 9110 §5.1 and §5.5: anything else would break the answer in two.
      propertyNames: { pattern: "^[A-Za-z0-9!#$%&'*+.^_`|~-]+$" },
      additionalProperties: { type: 'string', pattern: '^[\\t\\x20-\\x7e]*$' },
    },
    body: { type: 'string', description: 'With the status' },
    drop: { type: 'boolean', description: 'End the connection without an answer' },
  },
  ['match'],
);

function checked({ delay, status, headers, body, drop }: Order): void {
  if (delay === undefined && status === undefined && drop !== true)
    throw new ControlError(400, 'say what is to happen: delay, status or drop');
  if (drop && status !== undefined)
    throw new ControlError(400, 'drop and status contradict each other: send one of them');
  if (status === undefined && (headers || body !== undefined))
    throw new ControlError(400, 'headers and body go with a status');
}

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
    run: ({ control, body }): Injection => {
      checked(body);
      const { match, times = 1, ...what } = body;
      const { method, path, client_id: clientId } = match;
      return control.injections.add({ ...what, method: method?.toUpperCase(), path, clientId, times });
    },
  }),
  operation({
    id: 'cancelInjection',
    method: 'DELETE',
    path: '/injections/{id}',
    tag: 'injections',
    summary: 'Cancels one order',
    answer: { status: 204, description: 'Cancelled' },
    run: ({ control, params: { id = '' } }) => {
      if (!control.injections.cancel(id))
        throw new ControlError(404, `there is no order "${id}" waiting; GET /_sandbox/injections lists them`);
    },
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
