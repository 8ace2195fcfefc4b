import type { ValidateFunction } from 'ajv';
import type { Endpoint, Route } from '../context.ts';
import { type IncomingRequest, jsonReply, type Reply } from '../reply.ts';
import type { Control } from './control.ts';
import { refuseStranger } from './guard.ts';
import { controlOpenApi } from './openapi.ts';
import { type Operation, Otherwise } from './operation.ts';
import { showControlFile, showControlPage } from './page/page.ts';
import { ControlError, problem } from './problem.ts';
import { operations } from './table.ts';
import { toldError } from './told-error.ts';

const byPath = Map.groupBy(operations, ({ path }) => path);
const NO_STORE = { 'cache-control': 'no-store' };

/** `/_sandbox`: JSON, its OpenAPI document, and a page that shows and drives it. */
export const controlRoutes: readonly Route[] = [
  guarded('GET', '/_sandbox', async (_request, endpoint) => showControlPage(endpoint)),
  guarded('GET', '/_sandbox/app/:file', async ({ params }) => showControlFile(params.file ?? '')),
  guarded('GET', '/_sandbox/openapi.json', async (_request, { publicUrl }) =>
    jsonReply(200, controlOpenApi(publicUrl), NO_STORE),
  ),
  ...[...byPath].map(([path, ofPath]) =>
    guarded('ALL', `/_sandbox${path.replaceAll(/\{(\w+)\}/g, ':$1')}`, (request, endpoint, control) =>
      dispatch(ofPath, request, endpoint, control),
    ),
  ),
  guarded('ALL', '/_sandbox/', tellUnknown),
  guarded('ALL', '/_sandbox/*rest', tellUnknown),
];

async function tellUnknown({ path, method }: IncomingRequest, { publicUrl }: Endpoint): Promise<Reply> {
  const list = `${publicUrl}/_sandbox/openapi.json`;
  return problem(404, `There is nothing at ${method} ${path}; ${list} lists what there is.`);
}

function guarded(
  method: Route['method'],
  path: string,
  handle: (request: IncomingRequest, endpoint: Endpoint, control: Control) => Promise<Reply>,
): Route {
  return {
    method,
    path,
    handle: async (request, endpoint) => {
      const { control } = endpoint.core;
      if (!control) return problem(404, 'This sandbox has no control plane.');
      const refusal = refuseStranger(request, { token: control.token, publicUrl: endpoint.publicUrl });
      return refusal ?? handle(request, endpoint, control);
    },
  };
}

async function dispatch(
  ofPath: readonly Operation[],
  request: IncomingRequest,
  endpoint: Endpoint,
  control: Control,
): Promise<Reply> {
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  const operation = ofPath.find((one) => one.method === method);
  if (!operation) {
    const allow = ofPath.map((one) => one.method).join(', ');
    return problem(405, `${request.method} is not for ${request.path}; allowed: ${allow}`, { allow });
  }
  try {
    const { params, query } = request;
    const body = operation.body && (await readBody(operation, request));
    const call = { control, endpoint, ports: endpoint.core.ports, params, query, body: body as never };
    return replyOf(operation, await operation.run(call));
  } catch (error) {
    if (error instanceof ControlError) return problem(error.status, error.message);
    throw error;
  }
}

function replyOf({ id, answer, otherwise }: Operation, result: unknown): Reply {
  const { status, type } = answer;
  if (status === 204) return { status, headers: NO_STORE, body: undefined };
  if (result instanceof Otherwise) {
    if (!otherwise) throw new TypeError(`operation ${id} has no other answer`);
    return jsonReply(otherwise.status, result.body, NO_STORE);
  }
  if (type === undefined) return jsonReply(status, result, NO_STORE);
  return { status, headers: { 'content-type': type, ...NO_STORE }, body: String(result) };
}

/** Only JSON is read: a form of another site can't send it without asking first. */
async function readBody({ id, body: schema = {} }: Operation, request: IncomingRequest): Promise<unknown> {
  if (!/^application\/(?:[\w.-]+\+)?json\b/i.test(request.headers['content-type'] ?? '')) {
    throw new ControlError(415, 'The body must be JSON, with Content-Type: application/json.');
  }
  let value: unknown;
  try {
    value = JSON.parse(request.body);
  } catch (error) {
    throw new ControlError(400, `The body is not JSON: ${error instanceof Error ? error.message : error}`);
  }
  const validate = await validatorOf(id, schema);
  if (!validate(value)) throw new ControlError(400, [...new Set(validate.errors?.map(toldError))].join('; '));
  return value;
}

const validators = new Map<string, ValidateFunction>();

async function validatorOf(id: string, schema: object): Promise<ValidateFunction> {
  const known = validators.get(id);
  if (known) return known;
  const { Ajv2020 } = await import('ajv/dist/2020.js');
  const ajv = new Ajv2020({
    allErrors: true,
    verbose: true,
    strictTypes: false,
    formats: { 'date-time': isDateTime },
  });
  const made = ajv.compile(schema);
  validators.set(id, made);
  return made;
}

/** RFC 3339 §5.6. */
function isDateTime(text: string): boolean {
  return (
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/.test(text) &&
    !Number.isNaN(Date.parse(text))
  );
}
