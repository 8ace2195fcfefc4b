import { createHash } from 'node:crypto';
import type { CheckResult, Exchange, Finding, RunResult } from '../suites/runner/result.ts';
import { sampleChecks } from './sample-checks.ts';
import { sampleExchanges } from './sample-exchanges.ts';
import { standingOf } from './standing.ts';

/** A run with every outcome, for tests and for looking at reports. */
export function createSampleRun(): RunResult {
  return assembleRun(sampleChecks, sampleExchanges);
}

/**
 * A run as large as asked for, made of the sample's parts under new ids.
 *
 * @param checks number of checks
 * @param exchanges number of exchanges; each check refers to a tenth of a page of them
 */
export function createLargeRun(checks: number, exchanges: number): RunResult {
  const many = repeat(sampleExchanges, exchanges).map((exchange, index) => ({
    ...exchange,
    id: `x${index + 1}`,
  }));
  const rows = repeat(sampleChecks, checks).map((check, index) => {
    const ids = many.slice(index % exchanges, (index % exchanges) + 12).map(({ id }) => id);
    const findings = check.findings.map((finding): Finding => ({ ...finding, evidence: ids.slice(0, 1) }));
    return {
      ...check,
      id: `${check.id}-${index + 1}`,
      findings,
      evidence: check.evidence.length === 0 ? [] : ids,
    };
  });
  return assembleRun(rows, many);
}

function repeat<Item>(items: readonly Item[], length: number): Item[] {
  return Array.from({ length: Math.ceil(length / items.length) }, () => items)
    .flat()
    .slice(0, length);
}

function assembleRun(checks: readonly CheckResult[], exchanges: readonly Exchange[]): RunResult {
  const outcomes = (wanted: CheckResult['outcome']) =>
    checks.filter(({ outcome }) => outcome === wanted).length;
  const standings = (wanted: string) => checks.filter((check) => standingOf(check) === wanted).length;
  return {
    schemaVersion: 1,
    assay: { version: '0.1.0' },
    target: {
      name: 'Example Health Plan, staging',
      bases: {
        oauth: 'https://api.plan.example/oauth/v1',
        patientAccess: 'https://api.plan.example/ghp/fhir4/v1',
        providerDirectory: 'https://api.plan.example/ghp/fhir4/providerdirectory/v1',
      },
      build: 'PlanGateway 4.18.2',
    },
    ruleset: 'portal (2026-11-01)',
    guides: ['FHIR R4 4.0.1', 'US Core 6.1.0', 'CARIN BB 2.0.0', 'Plan-Net 1.1.0'],
    suites: [...new Set(checks.map(({ suite }) => suite))],
    startedAt: '2026-11-24T02:33:10.120Z',
    durationMs: 8_240,
    verdict: 'does not conform',
    sentence: `Does not conform: ${standings('failure')} failures, ${outcomes('deviation')} deviations.`,
    limits: ['Isolation between members was not tested: the target names only one member.'],
    counts: {
      pass: outcomes('pass'),
      deviation: outcomes('deviation'),
      fail: outcomes('fail'),
      waived: outcomes('waived'),
      skip: outcomes('skip'),
      omit: outcomes('omit'),
      review: outcomes('review'),
      error: outcomes('error'),
      failures: standings('failure'),
      warnings: standings('warning'),
      infos: standings('info'),
      checks: checks.length,
      requests: exchanges.length,
      resources: 1_284,
    },
    checks,
    deviations: [
      {
        id: 'DEV-01',
        documented: 'The token response shows "token_type": "BearerToken".',
        clause: 'RFC 6749 §7.1, RFC 6750 §4',
        cost: 'oauth4webapi and openid-client reject the response; apps built on them cannot sign in.',
      },
      {
        id: 'DEV-02',
        documented: 'The token response shows "expires_in": "3599", a string.',
        clause: 'RFC 6749 §5.1, Appendix A.14',
        cost: 'Clients that do arithmetic on the value never refresh.',
      },
      {
        id: 'DEV-22',
        documented: 'The Provider Directory needs a client-credentials token.',
        clause: '42 CFR 422.120(a)',
        cost: 'Apps must register before they may read data that is public by law.',
      },
    ],
    coverage: [
      {
        profile: 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-patient|6.1.0',
        name: 'USCorePatientProfile',
        resources: 3,
        elements: [
          { id: 'Patient.identifier', count: 3, example: 'Patient/p1' },
          { id: 'Patient.name.suffix', count: 0 },
        ],
      },
    ],
    exchanges,
    evidenceSha256: createHash('sha256').update(JSON.stringify(exchanges)).digest('hex'),
  };
}
