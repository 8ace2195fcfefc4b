import { type Check, rfc, smartLaunch } from '../../runner/check.ts';
import { headerOf } from '../../runner/http.ts';
import { judgeNoStore } from '../token/error-bodies.ts';
import { onResponses } from './row.ts';

export const responseHeaders: readonly Check[] = [
  onResponses({
    id: 'no-store',
    title: 'Token responses are not cached',
    level: 'SHALL',
    requirements: [],
    clauses: [rfc(6749, '5.1')],
    why: 'A cached token response hands the token to whoever asks the cache.',
    fix: 'Send Cache-Control: no-store with every token response.',
    detects: ['response.cacheable'],
    judge: ({ exchange }) => judgeNoStore(exchange),
  }),
  onResponses({
    id: 'content-type',
    title: 'Token responses are application/json',
    level: 'SHALL',
    requirements: [],
    clauses: [rfc(6749, '5.1')],
    why: 'Strict clients do not parse a body that does not say it is JSON.',
    fix: 'Send Content-Type: application/json.',
    detects: ['response.content-type-text'],
    judge: ({ exchange }) => {
      const value = headerOf(exchange, 'content-type');
      return {
        ok: value !== undefined && /^application\/json\s*(;|$)/i.test(value),
        what: 'media type',
        where: 'header Content-Type',
        expected: 'application/json',
        received: value ?? 'no such header',
      };
    },
  }),
  onResponses({
    id: 'pragma',
    title: 'Token responses carry Pragma: no-cache',
    level: 'SHALL',
    under: 'smart',
    requirements: [],
    clauses: [rfc(6749, '5.1'), smartLaunch('obtain-access-token')],
    why: 'Caches of HTTP/1.0 know no Cache-Control.',
    fix: 'Send Pragma: no-cache beside Cache-Control: no-store.',
    detects: ['response.pragma-missing'],
    companionOf: ['response.cacheable'],
    judge: ({ exchange }) => {
      const value = headerOf(exchange, 'pragma');
      return {
        ok: value !== undefined && /\bno-cache\b/i.test(value),
        what: 'caching by HTTP/1.0',
        where: 'header Pragma',
        expected: 'no-cache',
        received: value ?? 'no such header',
      };
    },
  }),
];
