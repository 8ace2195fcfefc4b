import type { Endpoint } from '../context.ts';
import type { Control } from './control.ts';
import type { Ports } from './defect.ts';

/** JSON schema (draft 2020-12). */
export type Schema = Readonly<Record<string, unknown>>;

export interface ControlCall<Body = never> {
  readonly control: Control;
  readonly endpoint: Endpoint;
  /** Undecorated: defects in force do not reach the control plane. */
  readonly ports: Ports;
  readonly body: Body;
  readonly query: URLSearchParams;
  /** Values of `{name}` in the path, decoded. */
  readonly params: Readonly<Record<string, string>>;
}

/** One line of the control plane's table: routes and the OpenAPI document are made of it. */
export interface Operation {
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below `/_sandbox`, with `{name}` segments. */
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  /** By name: description and schema. */
  readonly query?: Readonly<Record<string, { readonly description: string; readonly schema: Schema }>>;
  readonly body?: Schema;
  readonly example?: unknown;
  readonly answer: {
    readonly status: 200 | 201 | 204;
    readonly description: string;
    /** Any object without it. */
    readonly schema?: Schema;
    /** Media type of what is no JSON; then `run` gives the text itself. */
    readonly type?: string;
  };
  /** What `run` answers by an `Otherwise`: by the same schema, under another status. */
  readonly otherwise?: { readonly status: 503; readonly description: string };
  run(call: ControlCall<never>): unknown;
}

/** An answer that is not the one hoped for, and no less complete. */
export class Otherwise {
  readonly body: unknown;

  constructor(body: unknown) {
    this.body = body;
  }
}

/** Ties the type of a body to the operation; the schema is what holds it. */
export function operation<Body = undefined>(
  description: Omit<Operation, 'run'> & { run(call: ControlCall<Body>): unknown },
): Operation {
  return description as unknown as Operation;
}

export const instant: Schema = {
  type: 'string',
  format: 'date-time',
  description: 'RFC 3339, such as 2026-03-01T08:00:00Z',
};
export const text: Schema = { type: 'string' };
export const names: Schema = { type: 'array', items: { type: 'string' } };

export function object(
  properties: Readonly<Record<string, Schema>>,
  required: readonly string[] = [],
): Schema {
  return { type: 'object', properties, required, additionalProperties: false };
}
