import type { Dialect } from '../../mock-server/context.ts';
import type { HttpResponse } from '../../suites/runner/http.ts';
import {
  type AuthorizeRequest,
  challenge,
  liveCodes,
  redirectUri,
  type TokenRequest,
  verifier,
} from './requests.fixture.ts';

/** RFC 6749 §5.2. */
const tokenErrors = new Set([
  'invalid_request',
  'invalid_client',
  'invalid_grant',
  'unauthorized_client',
  'unsupported_grant_type',
  'invalid_scope',
]);
/** RFC 6749 Appendix A.8. */
const description = /^[\x20-\x21\x23-\x5b\x5d-\x7e]*$/;

const header = ({ headers }: HttpResponse, name: string) => headers.find(([one]) => one === name)?.[1];

/** Judges the answers of one sandbox, one after the other: no code is taken twice. */
export function createTokenJudge(dialect: Dialect) {
  const taken = new Set<string>();
  return (response: HttpResponse, sent: TokenRequest) => judgeTokenAnswer(response, sent, dialect, taken);
}

function judgeTokenAnswer(response: HttpResponse, sent: TokenRequest, dialect: Dialect, taken: Set<string>) {
  const complaints: string[] = [];
  const { method } = sent.request;
  if (response.status >= 500) complaints.push(`status ${response.status}`);
  const isToken = response.status === 200 && method !== 'OPTIONS';
  if (isToken) complaints.push(...judgeRight(sent, dialect, taken));
  else if (method !== 'HEAD' && response.status !== 204) complaints.push(...judgeRefusal(response, dialect));
  if (response.status === 401 && header(response, 'www-authenticate') === undefined)
    complaints.push('a 401 without challenge');
  if (response.body.includes('<script>')) complaints.push('what was sent comes back');
  return { isToken, complaints };
}

/** Whether the request had a right to a token: told by what was made up, not by how the server reads it. */
function judgeRight(
  { request, basic, form, query, isForm }: TokenRequest,
  dialect: Dialect,
  taken: Set<string>,
): string[] {
  const complaints: string[] = [];
  const read = [...(isForm ? form : []), ...(dialect === 'documented' ? query : [])];
  const value = (name: string) => {
    const values = read.filter(([one, text]) => one === name && text !== '').map(([, text]) => text);
    return values.length === 1 ? values[0] : undefined;
  };
  const id = basic ? basic[0] : value('client_id');
  const secret = basic ? basic[1] : value('client_secret');
  if (request.method !== 'POST') complaints.push(`a token by ${request.method}`);
  if (secret !== `${id}-secret` && !(id === 'native-app' && secret === undefined))
    complaints.push('a token without the secret');
  if (query.some(([name]) => name === 'client_secret')) complaints.push('a secret in the URI was taken');
  const grant = value('grant_type');
  if (grant === 'client_credentials') {
    if (id !== 'directory-app') complaints.push(`client credentials for ${id}`);
  } else if (grant === 'authorization_code') {
    const code = value('code') ?? '';
    if (!liveCodes.includes(code) || taken.has(code)) complaints.push('a token for a code that is not good');
    taken.add(code);
    if (id !== 'member-app') complaints.push(`the code of another client for ${id}`);
    if (value('code_verifier') !== verifier) complaints.push('a token without the verifier');
    const uri = value('redirect_uri');
    if (uri !== redirectUri && !(uri === undefined && dialect === 'documented'))
      complaints.push('another redirect_uri');
  } else complaints.push(`a token for the grant ${grant}`);
  return complaints;
}

function judgeRefusal(response: HttpResponse, dialect: Dialect): string[] {
  const complaints: string[] = [];
  if (header(response, 'cache-control') !== 'no-store' && ![413, 415, 404].includes(response.status))
    complaints.push('a refusal that may be kept');
  const body = JSON.parse(response.body) as Record<string, unknown>;
  if (dialect === 'documented' && 'ErrorCode' in body) {
    const { ErrorCode, Error: message, ...others } = body;
    if (![401, 429].includes(response.status)) complaints.push(`the documented body with ${response.status}`);
    if (
      ErrorCode !== 'invalid_client' ||
      message !== 'Invalid client credentials' ||
      Object.keys(others).length > 0
    )
      complaints.push(`not the documented body: ${response.body}`);
    return complaints;
  }
  if (typeof body.error !== 'string' || !tokenErrors.has(body.error))
    complaints.push(`error ${String(body.error)}`);
  if (typeof body.error_description !== 'string' || !description.test(body.error_description))
    complaints.push(`error_description ${String(body.error_description)}`);
  if (![400, 401, 405, 413, 415, 429].includes(response.status)) complaints.push(`status ${response.status}`);
  return complaints;
}

const authorizeErrors = new Set([
  'invalid_request',
  'unauthorized_client',
  'access_denied',
  'unsupported_response_type',
  'invalid_scope',
]);

export function judgeAuthorizeAnswer(response: HttpResponse, { sent }: AuthorizeRequest, publicUrl: string) {
  const complaints: string[] = [];
  const value = (name: string) => sent.find(([one, text]) => one === name && text !== '')?.[1];
  if (response.status >= 500) complaints.push(`status ${response.status}`);
  const location = header(response, 'location');
  const isLogin = location?.startsWith(`${publicUrl}/member/login?interaction=`) ?? false;
  const registered =
    value('redirect_uri') ?? (value('client_id') === 'native-app' ? 'http://127.0.0.1/callback' : '');
  if (isLogin) {
    if (value('response_type') !== 'code') complaints.push('another response_type goes on');
    if (value('code_challenge') !== challenge) complaints.push('another challenge goes on');
    if (value('code_challenge_method') !== 'S256') complaints.push('another method goes on');
    const names = sent.filter(([, text]) => text !== '').map(([name]) => name);
    if (new Set(names).size < names.length) complaints.push('a repeated parameter goes on');
  } else if (location !== undefined) {
    complaints.push(...judgeErrorRedirect(location, registered));
  } else {
    if (![400, 405, 413, 414].includes(response.status)) complaints.push(`a page with ${response.status}`);
    if (response.body.includes('<script>')) complaints.push('markup that was sent stands in the page');
  }
  const isKnown = [redirectUri, 'http://127.0.0.1:51234/callback', 'http://127.0.0.1/callback'].includes(
    registered,
  );
  if (location !== undefined && !isKnown) complaints.push(`sent to ${registered}`);
  return { isLogin, complaints };
}

function judgeErrorRedirect(location: string, registered: string): string[] {
  if (!location.startsWith(`${registered}?`)) return [`sent to ${location}`];
  const { searchParams } = new URL(location);
  const complaints: string[] = [];
  if (searchParams.has('code')) complaints.push('a code without login');
  if (!authorizeErrors.has(searchParams.get('error') ?? ''))
    complaints.push(`error ${searchParams.get('error')}`);
  if (!description.test(searchParams.get('error_description') ?? '')) complaints.push('error_description');
  return complaints;
}
