import type { DeviationNote } from './runner/result.ts';

/**
 * The registered departures of the portal documentation from the standards. Nothing else can make a check's outcome
 * `deviation`; what a target does otherwise needs a waiver.
 */
export const deviations: readonly DeviationNote[] = [
  {
    id: 'DEV-01',
    documented: '"token_type": "BearerToken"',
    clause: 'RFC 6749 §5.1, §7.1; RFC 6750 §4',
    cost: 'oauth4webapi and openid-client reject the token response; apps need a client library that does not look at token_type.',
  },
  {
    id: 'DEV-02',
    documented: '"expires_in": "3599" (text)',
    clause: 'RFC 6749 §5.1, Appendix A.14',
    cost: 'fhirclient never refreshes and stricter clients throw: the lifetime must be converted to a number by hand.',
  },
  {
    id: 'DEV-03',
    documented: '"scope": ""',
    clause: 'RFC 6749 §3.3, §5.1, Appendix A.4',
    cost: 'fhirclient refuses to refresh, and an app cannot tell from the response what the member consented to.',
  },
  {
    id: 'DEV-06',
    documented: 'token request parameters in the query string',
    clause: 'RFC 6749 §4.1.3, §4.4.2, §6; RFC 9700 §4.2',
    cost: 'Codes and verifiers end up in access logs; libraries send the form body only.',
  },
  {
    id: 'DEV-07',
    documented: 'token request without redirect_uri',
    clause: 'RFC 6749 §4.1.3',
    cost: 'The code is not bound to the redirect URI at the token endpoint; PKCE alone protects it.',
  },
  {
    id: 'DEV-09',
    documented: 'POST /authorize with the parameters in the query string',
    clause: 'RFC 6749 §3.1',
    cost: 'A browser redirect is always a GET: apps that follow the documentation literally cannot redirect a member.',
  },
  {
    id: 'DEV-10',
    documented: '401 "Invalid client credentials" for any invalid token request',
    clause: 'RFC 6749 §5.2',
    cost: 'A client cannot tell a malformed request or an unsupported grant from a wrong secret.',
  },
  {
    id: 'DEV-11',
    documented: 'error body without the member "error"',
    clause: 'RFC 6749 §5.2',
    cost: 'Client libraries look for "error" and report only the challenge, or a non-conforming response: the app cannot read why it was refused.',
  },
  {
    id: 'DEV-22',
    documented: 'the Provider Directory needs a client-credentials token',
    clause: '42 CFR 422.120(a), 431.70(a)',
    cost: 'Apps must register before they may read data that the regulation makes public.',
  },
  {
    id: 'DEV-23',
    documented: 'laboratory observations claim a profile by its web page address',
    clause: 'FHIR R4 resource.html#Meta (meta.profile is a canonical)',
    cost: 'Profile-aware clients and validators do not recognise the profile.',
  },
  {
    id: 'DEV-24',
    documented: 'smoking status has the category code "smoking-status"',
    clause: 'US Core 6.1.0 Smoking Status Observation; code system observation-category',
    cost: 'The code does not exist in its code system: validators report it, searches written for US Core look for social-history.',
  },
  {
    id: 'DEV-26',
    documented: '401 body that is not an OperationOutcome',
    clause: 'FHIR R4 http.html#Status-Codes',
    cost: 'FHIR clients show no reason for the refusal.',
  },
];

/** Registered, and reported by id, but no documentation excuses them: they stay findings at the check's level. */
export const notExcused: ReadonlySet<string> = new Set(['DEV-22']);

const byId = new Map(deviations.map((deviation) => [deviation.id, deviation]));

/** @throws when the id is not registered: a check may not invent a deviation */
export function deviation(id: string): DeviationNote {
  const found = byId.get(id);
  if (!found) throw new Error(`${id} is not a registered deviation`);
  return found;
}
