import { expect, test } from 'vitest';
import { printMustSupport } from '../../cli/must-support.ts';
import { createJob } from '../../generators/write/job.ts';
import { mustSupportOf } from '../../generators/write/must-support.ts';

const profiles = mustSupportOf(createJob({}));
const all = profiles.flatMap(({ profile, elements }) => elements.map((one) => ({ profile, ...one })));

test('every must-support element and slice of every profile claimed is shown, or left out for a reason', () => {
  expect(profiles.length).toBeGreaterThanOrEqual(50);
  expect(all.length).toBeGreaterThan(1100);
  const open = all.filter(({ resources, reason }) => resources === 0 && reason === undefined);
  expect(open.map(({ profile, element }) => `${profile} ${element}`)).toEqual([]);
  expect(all.filter(({ reason }) => reason !== undefined).length).toBeLessThan(all.length / 40);
});

test('the personas show it all: who is needed besides them is named', () => {
  const personas = /\.00(0\d|1\d)$/;
  const others = all.filter(({ member }) => member !== undefined && !personas.test(member));
  expect(others.map(({ profile, element }) => `${profile} ${element}`)).toEqual([]);
});

test('each element names how many show it, and the first persona who does', () => {
  const patient = profiles.find(({ profile }) => profile.includes('C4BB-Patient|'));
  const birthDate = patient?.elements.find(({ element }) => element === 'Patient.birthDate');
  expect(birthDate).toMatchObject({ resources: 100, member: expect.stringMatching(/\.0+$/) });
  expect(birthDate?.example).toMatch(/^Patient\/\S+ Patient\.birthDate$/);
});

test('the table says what nobody shows', () => {
  const text = printMustSupport([
    {
      profile: 'http://example.org/p|1',
      resources: 3,
      elements: [
        { element: 'Patient.name', resources: 3, member: 'a.0000', example: 'Patient/1 Patient.name[0]' },
        { element: 'Patient.deceased[x]', resources: 0 },
        { element: 'Patient.photo', resources: 0, reason: 'nobody is real' },
      ],
    },
  ]);
  expect(text).toContain('http://example.org/p|1: 1 of 3 shown by 3 resources\n');
  expect(text).toMatch(/ 3 {2}Patient\.name +a\.0000 {2}Patient\/1 Patient\.name\[0\]\n/);
  expect(text).toMatch(/ 0 {2}Patient\.deceased\[x\] +not shown\n/);
  expect(text).toMatch(/ 0 {2}Patient\.photo +not shown: nobody is real\n/);
  expect(text).toMatch(/1 of 3 must-support .* of 1 profiles shown, 1 left out for the reason given\n$/);
});
