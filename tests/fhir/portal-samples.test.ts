import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { Observation, Patient, Practitioner } from 'fhir/r4.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type Bundle,
  directory,
  openPlan,
  type Plan,
  patientAccess,
  publicUrl,
  resourcesOf,
} from './plan.fixture.ts';

/*
 * The sample use cases of the portal documentation, request by request, in the dialect that is as documented there.
 * What is in braces there is filled in with what the sandbox has.
 */

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}(Z|[+-]\d\d:\d\d)$/;
const requestTag = {
  system: 'tranzform-apim-request-ns',
  code: 'user-request-id',
  display: expect.stringMatching(/^[0-9a-f-]{36}\t\t\t1$/),
};
const categories = 'http://terminology.hl7.org/CodeSystem/observation-category';

interface Kind {
  readonly category: string;
  /** LOINC codes by which the documentation describes it. */
  readonly codes: readonly string[];
}

const kinds: readonly Kind[] = [
  { category: 'vital-signs', codes: ['85354-9', '8867-4'] },
  { category: 'smoking-status', codes: ['72166-2'] },
  { category: 'laboratory', codes: [] },
];

let plan: Plan;
/** A member who has observations of every kind. */
let persona: number;
let all: Observation[];

beforeAll(async () => {
  plan = openPlan('documented');
  for (persona = 0; persona < plan.userNames.length; persona += 1) {
    all = resourcesOf((await ask('/Observation?_count=200')).bundle) as Observation[];
    if (kinds.every(({ category }) => all.some((one) => isOf(one, category)))) return;
  }
  throw new Error('nobody has observations of every kind');
});
afterAll(() => plan.close());

async function ask(path: string) {
  const answer = await plan.ask(patientAccess + path, { token: await plan.memberToken(persona) });
  return { ...answer, bundle: answer.json<Bundle>() };
}

test('Practitioner?name=…: a page of the directory', async () => {
  const token = await plan.directoryToken();
  const [someone] = resourcesOf(
    (await plan.ask(`${directory}/Practitioner?_count=1`, { token })).json<Bundle>(),
  );
  const name = (someone as Practitioner).name?.[0]?.family ?? '';
  const answer = await plan.ask(`${directory}/Practitioner?name=${encodeURIComponent(name)}`, { token });
  expect(answer.status).toBe(200);
  const bundle = answer.json<Bundle>();
  expect(Object.keys(bundle)).toEqual(['resourceType', 'id', 'meta', 'type', 'total', 'link', 'entry']);
  expect(bundle).toMatchObject({
    resourceType: 'Bundle',
    id: expect.stringMatching(uuid),
    meta: { lastUpdated: expect.stringMatching(instant) },
    type: 'searchset',
    total: expect.any(Number),
  });
  const profile = 'http://hl7.org/fhir/us/davinci-pdex-plan-net/StructureDefinition/plannet-Practitioner';
  expect(bundle.link?.[0]).toEqual({
    relation: 'self',
    url: `${publicUrl}${directory}/Practitioner?_profile=${encodeURIComponent(profile)}&name=${encodeURIComponent(name)}`,
  });
  expect(bundle.total).toBe(bundle.entry?.length);
  for (const { fullUrl, resource } of bundle.entry ?? []) {
    expect(fullUrl).toBe(`${publicUrl}${directory}/Practitioner/${resource?.id}`);
    expect(resource).toMatchObject({
      resourceType: 'Practitioner',
      id: expect.any(String),
      meta: {
        versionId: expect.any(String),
        lastUpdated: expect.stringMatching(instant),
        profile: [profile],
        tag: [requestTag],
      },
      identifier: expect.arrayContaining([
        expect.objectContaining({
          system: 'http://hl7.org/fhir/sid/us-npi',
          value: expect.stringMatching(/^\d{10}$/),
        }),
      ]),
      name: expect.any(Array),
    });
  }
});

test('Patient/[id]: the demographics of the member', async () => {
  const answer = await ask(`/Patient/${plan.patientId(persona)}`);
  const patient = answer.json<Patient>();
  expect(patient).toMatchObject({
    resourceType: 'Patient',
    id: plan.patientId(persona),
    meta: {
      versionId: expect.any(String),
      lastUpdated: expect.stringMatching(instant),
      tag: [requestTag],
    },
  });
  expect(patient.meta?.profile).toContain('http://hl7.org/fhir/us/core/StructureDefinition/us-core-patient');
  expect(patient.identifier).toContainEqual(
    expect.objectContaining({
      use: 'usual',
      type: {
        coding: [
          {
            system: 'http://terminology.hl7.org/CodeSystem/v2-0203',
            code: 'MR',
            display: 'MedicalRecordNumber',
          },
        ],
        text: 'MedicalRecordNumber',
      },
    }),
  );
});

test('Observation: all of the member’s observations', async () => {
  const { bundle } = await ask('/Observation');
  expect(bundle).toMatchObject({
    resourceType: 'Bundle',
    id: expect.stringMatching(uuid),
    meta: { lastUpdated: expect.stringMatching(instant) },
    type: 'searchset',
    total: all.length,
  });
  expect(bundle.link?.[0]).toEqual({
    relation: 'self',
    url: `${publicUrl}${patientAccess}/Observation?patient=${plan.patientId(persona)}`,
  });
  for (const { fullUrl, resource } of bundle.entry ?? []) {
    expect(fullUrl).toBe(`${publicUrl}${patientAccess}/Observation/${resource?.id}`);
    expect(resource?.meta).toMatchObject({ versionId: expect.any(String), tag: [requestTag] });
    expect((resource as Observation).subject?.reference).toBe(`Patient/${plan.patientId(persona)}`);
  }
  const laboratory = resourcesOf(bundle).find((one) => isOf(one as Observation, 'laboratory'));
  expect(laboratory?.meta?.profile).toEqual([
    'https://www.hl7.org/fhir/us/core/StructureDefinition-us-core-observation-lab',
  ]);
});

describe.each(kinds)('observations of category $category', ({ category, codes }) => {
  const found = async (query: string) => {
    const { status, bundle } = await ask(
      `/Observation?patient=${plan.patientId(persona)}&${query}&_count=200`,
    );
    expect(status).toBe(200);
    return resourcesOf(bundle).map(({ id }) => id);
  };
  const expected = (isMeant: (observation: Observation) => boolean) =>
    all.filter(isMeant).map(({ id }) => id);

  test('patient and category', async () => {
    const ids = await found(`category=${encodeURIComponent(`${categories}|${category}`)}`);
    expect(ids).toEqual(expected((one) => isOf(one, category)));
    expect(ids.length).toBeGreaterThan(0);
  });

  test('patient and code', async () => {
    const coded = all.filter((one) => isOf(one, category)).flatMap(({ code }) => code.coding ?? []);
    const tried = codes.length > 0 ? codes.map((code) => ({ system: 'http://loinc.org', code })) : coded;
    expect(tried.length).toBeGreaterThan(0);
    for (const { system, code } of tried) {
      const ids = await found(`code=${encodeURIComponent(`${system}|${code}`)}`);
      expect(ids).toEqual(
        expected(
          (one) =>
            one.code.coding?.some((coding) => coding.system === system && coding.code === code) ?? false,
        ),
      );
      expect(ids.length, code).toBeGreaterThan(0);
    }
  });

  test('patient, category and date with each prefix', async () => {
    const days = all
      .filter((one) => isOf(one, category))
      .map(dayOf)
      .toSorted();
    const middle = days[days.length >> 1] ?? '';
    const within = {
      gt: (day: string) => day > middle,
      lt: (day: string) => day < middle,
      ge: (day: string) => day >= middle,
      le: (day: string) => day <= middle,
    };
    for (const [prefix, isWithin] of Object.entries(within)) {
      const ids = await found(
        `category=${encodeURIComponent(`${categories}|${category}`)}&date=${prefix}${middle}`,
      );
      expect(ids, prefix).toEqual(expected((one) => isOf(one, category) && isWithin(dayOf(one))));
    }
  });
});

test('blood pressure and heart rate are among the vital signs, panels among the results', () => {
  const codesOf = (category: string) =>
    all
      .filter((one) => isOf(one, category))
      .flatMap(({ code }) => code.coding?.map((coding) => coding.code) ?? []);
  expect(codesOf('vital-signs')).toEqual(expect.arrayContaining(['85354-9', '8867-4']));
  const panels = all.filter((one) => isOf(one, 'laboratory') && (one.hasMember?.length ?? 0) > 1);
  expect(panels.length).toBeGreaterThan(0);
});

test.each([directory, patientAccess])('an invalid token at %s: 401, Invalid access token', async (base) => {
  const answer = await plan.ask(`${base}/Practitioner?name=x`, { token: 'invalid' });
  expect(answer.status).toBe(401);
  expect(answer.json<unknown>()).toMatchObject({ fault: { faultstring: 'Invalid access token' } });
  expect(answer.headers['www-authenticate']).toContain('invalid_token');
});

const seeds = new URL('../../../shared/seeds/', import.meta.url);

test.skipIf(!existsSync(seeds))('no sample request of the documentation is left out', () => {
  const text = readdirSync(seeds)
    .map((name) => readFileSync(new URL(name, seeds), 'utf8'))
    .join('\n');
  const samples = text.slice(text.indexOf('Sample Use Cases'));
  const asked = new Set(
    // A blank stands in the middle of some.
    Array.from(
      samples.matchAll(/^(?!")[^"\n]*?https:\/\/api\.SCFHP\.org(\/\S+(?: \/\S+)?)/gm),
      ([, path = '']) =>
        path
          .replace(/\[patient_id\]/, 'ID')
          .replace(
            /\?(.*)$/,
            (_, query: string) =>
              `?${query
                .split('&')
                .map((pair) => pair.split('=')[0])
                .join('&')}`,
          )
          .concat(/(vital-signs|smoking-status|laboratory)/.exec(path)?.[0] ?? ''),
    ),
  );
  const observation = `${patientAccess}/Observation`;
  expect([...asked].toSorted()).toEqual(
    [
      `${directory}/Practitioner?name`,
      `${patientAccess}/Patient/ID`,
      observation,
      `${observation}?patient&code`,
      ...kinds.flatMap(({ category }) => [
        `${observation}?patient&category${category}`,
        `${observation}?patient&category&date${category}`,
      ]),
    ].toSorted(),
  );
});

function isOf({ category = [] }: Observation, code: string): boolean {
  return category.some(({ coding = [] }) => coding.some((one) => one.code === code));
}

/** The day in UTC, which a date without a zone is taken for. */
function dayOf({ effectiveDateTime = '' }: Observation): string {
  return effectiveDateTime.length > 10
    ? new Date(effectiveDateTime).toISOString().slice(0, 10)
    : effectiveDateTime;
}
