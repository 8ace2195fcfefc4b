import type { OperationOutcome, OperationOutcomeIssue } from 'fhir/r4.js';
import type { BearerError, Endpoint } from '../context.ts';
import { jsonReply, type Reply } from '../reply.ts';

export const fhirJson = 'application/fhir+json;charset=UTF-8';

type IssueCode = OperationOutcomeIssue['code'];

/** A refusal in FHIR's terms. Its message is public: it names what was asked, never what others own. */
export class FhirError extends Error {
  readonly status: number;
  readonly code: IssueCode;
  /** Such as `http.date` for the search parameter `date` (OperationOutcome.issue.expression). */
  readonly expression: string | undefined;
  readonly headers: Reply['headers'];

  constructor(
    status: number,
    code: IssueCode,
    message: string,
    options: { readonly expression?: string; readonly headers?: Reply['headers'] } = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.expression = options.expression;
    this.headers = options.headers ?? {};
  }
}

/** A search parameter that cannot be processed: 400, never silently ignored (FHIR R4 search.html#errors). */
export class InvalidSearch extends FhirError {
  /**
   * @param parameter name as sent, modifier included
   * @param reason reads on after the value, such as `is not a date`
   */
  constructor(parameter: string, value: string, reason: string, code: IssueCode = 'invalid') {
    super(400, code, `The search parameter "${parameter}" with the value "${value}" ${reason}.`, {
      expression: `http.${parameter}`,
    });
  }
}

/** The same words for a resource that does not exist and one that the caller may not see. */
export class NotFound extends FhirError {
  constructor(what: string) {
    super(404, 'not-found', `${what} is not known here.`);
  }
}

/** It was there and was deleted (FHIR R4 http.html#read). */
export class Gone extends FhirError {
  constructor(what: string) {
    super(410, 'deleted', `${what} was deleted.`);
  }
}

export class MethodNotAllowed extends FhirError {
  constructor(method: string, allowed: readonly string[]) {
    super(405, 'not-supported', `${method} is not supported here; ${allowed.join(', ')} are.`, {
      headers: { allow: allowed.join(', ') },
    });
  }
}

export function operationOutcome(
  severity: OperationOutcomeIssue['severity'],
  code: IssueCode,
  diagnostics: string,
  expression?: string,
): OperationOutcome {
  return {
    resourceType: 'OperationOutcome',
    issue: [
      { severity, code, diagnostics, ...(expression === undefined ? {} : { expression: [expression] }) },
    ],
  };
}

export function fhirErrorReply(error: FhirError): Reply {
  const body = operationOutcome('error', error.code, error.message, error.expression);
  return jsonReply(error.status, body, { 'cache-control': 'no-store', ...error.headers }, fhirJson);
}

/**
 * A refused bearer token (RFC 6750 §3, §3.1). The `documented` dialect answers 401 with the gateway fault of the
 * portal documentation; everything else is an OperationOutcome (FHIR R4 http.html: SHOULD).
 */
export function bearerErrorReply(error: BearerError, endpoint: Endpoint): Reply {
  const headers = { 'cache-control': 'no-store', 'www-authenticate': challenge(error) };
  if (error.status === 401 && endpoint.dialect === 'documented') {
    return jsonReply(401, invalidAccessToken, headers, 'application/json');
  }
  const code = error.status === 401 ? 'login' : error.status === 403 ? 'forbidden' : 'invalid';
  return jsonReply(error.status, operationOutcome('error', code, error.message), headers, fhirJson);
}

const invalidAccessToken = {
  fault: {
    faultstring: 'Invalid access token',
    detail: { errorcode: 'oauth.v2.InvalidAccessToken' },
  },
};

function challenge({ code, message }: BearerError): string {
  const realm = 'Bearer realm="fhir"';
  if (code === undefined) return realm;
  // RFC 6750 §3: error_description holds %x20-21 / %x23-5B / %x5D-7E only.
  const description = message.replaceAll(/[^\x20-\x21\x23-\x5b\x5d-\x7e]/g, ' ');
  return `${realm}, error="${code}", error_description="${description}"`;
}
