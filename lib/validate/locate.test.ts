import { expect, test } from 'vitest';
import { createPlaces, locate } from './locate.ts';

const text = `{
  "resourceType": "Patient",
  "_birthDate": {
    "extension": [{ "url": "x" }]
  },
  "deceasedBoolean": true,
  "deceasedDateTime": "none",
  "name": [
    { "family": "a" },
    {
      "family": "b"
    }
  ]
}`;

test.each([
  ['Patient', 1],
  ['Patient.name', 8],
  ['Patient.name[0].family', 9],
  ['Patient.name[1]', 10],
  ['Patient.name[1].family', 11],
  ['Patient.deceased', 6],
  ['Patient.deceasedBoolean', 6],
  ['Patient.deceased.ofType(dateTime)', 7],
  ['Patient.deceased.ofType(boolean)', 6],
  ['Patient.birthDate.extension[0].url', 4],
  ['Patient._birthDate.extension[0]', 4],
])('%s stands in line %i', (path, line) => {
  expect(createPlaces(text)(locate(text, [path])[0] ?? -1).line).toBe(line);
});

test.each([
  ['Patient.gender', 1],
  ['Patient.name[1].given[3]', 10],
  ['Patient.name[7]', 8],
  ["Patient.extension('x').value", 1],
  ['', 1],
])('%s is not there: what should hold it stands in line %i', (path, line) => {
  expect(createPlaces(text)(locate(text, [path])[0] ?? -1).line).toBe(line);
});

test('offsets come in the order of the paths, also when a path comes twice', () => {
  expect(locate('{"b":{"c":1},"a":2}', ['R.a', 'R.b.c', 'R.a'])).toEqual([13, 6, 13]);
});

test('lines and columns count from 1, and a line break belongs to the line it ends', () => {
  const place = createPlaces('ab\n\ncd');
  expect([0, 2, 3, 4, 5].map(place)).toEqual([
    { line: 1, column: 1 },
    { line: 1, column: 3 },
    { line: 2, column: 1 },
    { line: 3, column: 1 },
    { line: 3, column: 2 },
  ]);
});
