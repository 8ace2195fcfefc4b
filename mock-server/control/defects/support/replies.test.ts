import { describe, expect, it } from 'vitest';
import { jsonReply, type Reply } from '../../../reply.ts';
import { withBundle, withHeader, withJson, withoutHeaders } from './replies.ts';

const bundle = jsonReply(200, { resourceType: 'Bundle', total: 1 });

describe('rewriting a reply', () => {
  it('changes the JSON of text and bytes alike', () => {
    const bytes: Reply = { ...bundle, body: Buffer.from(String(bundle.body)) };
    for (const reply of [bundle, bytes]) {
      const changed = withJson(reply, (body) => ({ ...body, total: 2 }));
      expect(changed.body).toBe('{"resourceType":"Bundle","total":2}');
    }
  });

  it.each([
    ['no body', undefined],
    ['an empty body', ''],
    ['a page', '<!doctype html>'],
    ['a JSON array', '[1]'],
    ['a JSON null', 'null'],
  ])('leaves %s as it is', (_, body) => {
    const reply: Reply = { status: 200, headers: {}, body };
    expect(withJson(reply, () => ({ changed: true }))).toBe(reply);
  });

  it('changes Bundles only, where Bundles are meant', () => {
    const patient = jsonReply(200, { resourceType: 'Patient' });
    expect(withBundle(patient, () => ({}))).toBe(patient);
    expect(withBundle(bundle, () => ({})).body).toBe('{}');
  });

  it('sets and removes headers without touching the reply it was given', () => {
    const reply: Reply = { status: 401, headers: { etag: 'W/"1"', pragma: 'no-cache' }, body: undefined };
    expect(withHeader(reply, 'etag', 'W/"0"').headers).toEqual({ etag: 'W/"0"', pragma: 'no-cache' });
    expect(withoutHeaders(reply, 'pragma', 'absent').headers).toEqual({ etag: 'W/"1"' });
    expect(reply.headers).toEqual({ etag: 'W/"1"', pragma: 'no-cache' });
  });
});
