import { expect, test } from 'vitest';
import { fillTemplate, joinTemplates, serialised } from './template.ts';
import { practitioner } from './testing.ts';

const id = '01234567-89ab-cdef-0123-456789abcdef';

test('the documented form carries the request in a meta.tag, the standard form does not', () => {
  const resource = practitioner('p', 'Núñez', 'Ana');
  const tagged = JSON.parse(fillTemplate(serialised.documented(resource), id).toString());
  const tag = { system: 'tranzform-apim-request-ns', code: 'user-request-id', display: `${id}\t\t\t1` };
  expect(tagged).toEqual({ ...resource, meta: { ...resource.meta, tag: [tag] } });
  expect(JSON.parse(fillTemplate(serialised.standard(resource), id).toString())).toEqual(resource);
});

test('tags that the resource has are kept', () => {
  const own = { system: 'urn:own', code: 'kept' };
  const resource = { ...practitioner('p', 'Smith', 'John'), meta: { tag: [own] } };
  const tagged = JSON.parse(fillTemplate(serialised.documented(resource), id).toString());
  expect(tagged.meta.tag).toEqual([own, expect.objectContaining({ code: 'user-request-id' })]);
});

test.each(['plain', 'größer', 'x'.repeat(5000), 'ö'.repeat(5000)])(
  'a beginning of any kind: %.10s',
  (display) => {
    const resource = { ...practitioner('p', 'Núñez', 'Ana'), meta: { tag: [{ display }] } };
    const filled = fillTemplate(serialised.documented(resource), id, '{"ä":');
    expect(filled.length).toBe(filled.toBuffer().length);
    const { ä: tagged } = JSON.parse(`${filled}}`);
    expect(tagged.meta.tag[0].display).toBe(display);
    expect(tagged.meta.tag[1].display).toBe(`${id}\t\t\t1`);
    expect(JSON.parse(fillTemplate(serialised.documented(resource), id).toString())).toEqual(tagged);
  },
);

test('joined templates fill every slot behind text of any width and leave the original alone', () => {
  const one = serialised.documented(practitioner('p', 'Núñez', 'Ana'));
  const joined = joinTemplates(['"é",', one, ',', one, ']']);
  const other = id.replaceAll('0', 'f');
  const [, first, second] = JSON.parse(fillTemplate(joined, id, '["ü",').toString()).slice(1);
  expect(first.meta.tag[0].display).toBe(`${id}\t\t\t1`);
  expect(second).toEqual(first);
  expect(fillTemplate(joined, other).toString()).not.toContain(id);
});
