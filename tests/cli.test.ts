import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { get } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, describe, expect, test } from 'vitest';
import { listen } from '../mock-server/listen.ts';
import runSchema from '../suites/runner/run.schema.json' with { type: 'json' };
import { assay, startSandbox } from './command.ts';

const directory = mkdtempSync(join(tmpdir(), 'assay-cli-'));
afterAll(() => rmSync(directory, { recursive: true }));

function file(name: string, text: string): string {
  const path = join(directory, name);
  writeFileSync(path, text);
  return path;
}

/** An address where nothing listens any more. */
const gone = await listen('127.0.0.1', 0);
await gone.close();

describe('wrong input gets one clear line and exit code 2', () => {
  const broken = file('broken.yaml', 'name: plan\noauth: [');
  const nobody = file(
    'nobody.yaml',
    `name: plan\noauth: { token: "${gone.url}/token" }\nclients: { directory: { id: a, secret: bbbbbb } }\n`,
  );
  test.each([
    [
      ['sandbox', '--port', 'abc'],
      "option '--port <n>' argument 'abc' is invalid. Allowed is a whole number from 0 to 65535.",
    ],
    [['sandbox', '--members', '0'], "option '--members <n>' argument '0' is invalid"],
    [
      ['sandbox', '--dialect', 'latin'],
      "argument 'latin' is invalid. Allowed choices are documented, standard, both.",
    ],
    [
      ['sandbox', '--port', '0', '--host', '203.0.113.9'],
      'host 203.0.113.9 is not an address of this machine',
    ],
    [
      ['sandbox', '--directory-auth', 'open'],
      "argument 'open' is invalid. Allowed choices are required, public.",
    ],
    [['check', nobody, '--directory-auth', 'public'], '--directory-auth is for the embedded sandbox'],
    [['sandbox', '--public-url', 'ftp://x'], 'Allowed is an http or https URL'],
    [
      ['sandbox', '--public-url', 'https://plan.example'],
      '--public-url https://plan.example: two dialects are served: write --public-url documented=URL --public-url standard=URL',
    ],
    [
      ['sandbox', '--public-url', 'latin=https://plan.example'],
      'latin is not served; served: documented, standard',
    ],
    [
      ['sandbox', '--public-url', 'standard=https://a.example', '--public-url', 'standard=https://b.example'],
      '--public-url names standard twice',
    ],
    [
      [
        'sandbox',
        '--public-url',
        'standard=https://a.example',
        '--public-url',
        'documented=https://a.example',
      ],
      'each dialect needs a URL of its own',
    ],
    [
      ['sandbox', '--control-token', 'short'],
      'Allowed are 16 to 200 printable ASCII characters without blanks.',
    ],
    [
      ['sandbox', '--port', '0', '--host', ''],
      "argument '' is invalid. Allowed is an address of this machine",
    ],
    [['sandbox', '--port', '0', '--seed', ''], '--seed "": must not be empty'],
    [['sandbox', '--defect', 'pkce.nothing'], '--defect "pkce.nothing": unknown'],
    [['sandbox', '--port', '0', '--state', broken], `--state ${broken}: is not a directory`],
    [['sandbox', '--state', directory, '--ephemeral'], '--state keeps the state and --ephemeral does not'],
    [['sandbox', '--frobnicate'], "unknown option '--frobnicate'"],
    [['frobnicate'], "unknown command 'frobnicate'"],
    [['check', broken], 'broken.yaml: not YAML or JSON'],
    [['check', '/nowhere.yaml'], 'target /nowhere.yaml: no such file'],
    [['check', nobody], `no answer from ${gone.url}: connection refused`],
    [['check', nobody, '--defect', 'pkce.plain-accepted'], '--defect is for the embedded sandbox'],
    [['check', '--suite', 'oaut'], '--suite "oaut": unknown; did you mean oauth?'],
    [
      ['check', '--only', 'oauth.pkc'],
      /^assay: --only "oauth\.pkc": unknown; did you mean oauth\.pkce, \S+, \S+\? assay check prints every check that it runs\n$/,
    ],
    [
      ['check', 'http://127.0.0.1:18101'],
      'target http://127.0.0.1:18101: is a URL; a target is a descriptor',
    ],
    [['sandbox', '--defect', ''], "option '--defect <name>' argument '' is invalid. Allowed are names of"],
    [['check', '--defect', '', '--suite', 'oauth'], "'--defect <name>' argument '' is invalid"],
    [['check', '--suite', ','], "argument ',' is invalid. Allowed are names of suites (oauth, fhir,"],
    [['check', '--only', ''], "argument '' is invalid. Allowed are ids of checks"],
    [['check', '--out', ''], "argument '' is invalid. Allowed is the path of a directory."],
    [
      ['check', nobody, '--out', broken],
      `--out ${broken}: the reports cannot be written there: there is a file of that name (EEXIST)`,
    ],
    [['prove', '--suite', ''], "argument '' is invalid. Allowed are names of suites"],
    [['prove', '--defect', ' '], "argument ' ' is invalid. Allowed are names of defects"],
    [
      ['prove', '--suite', 'oauth', '--defect', 'portal.edit-lost'],
      '--defect portal.edit-lost: no check of oauth names it; leave --suite out',
    ],
    [
      ['prove', '--tolerances', '--defect', 'token.get-served'],
      '--defect token.get-served: is no tolerance; leave --tolerances out',
    ],
    [['prove', '--defect', 'nope'], '--defect "nope": unknown; assay prove --list shows all\n'],
    [['prove', '--defect', 'token.get-served', '--out', broken], 'the file is there and no matrix'],
    [['generate'], "required option '--out <dir>' not specified"],
    [['generate', '--out', broken], `--out ${broken}: cannot be written`],
    [
      ['generate', '--out', directory, '--as-of', '2026-02-30'],
      '--as-of 2026-02-30: allowed is a date such as',
    ],
  ])('%j', async (args, message) => {
    const { code, stdout, stderr } = await assay(args);
    if (typeof message === 'string') expect(stderr).toContain(message);
    else expect(stderr).toMatch(message);
    expect(stderr).toMatch(/^assay: /);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(stdout).toBe('');
    expect(code).toBe(2);
  });
});

describe('assay sandbox', () => {
  test('serves HTTPS by a CA that it makes, and says how to trust it', async () => {
    const config = join(directory, 'config');
    const plan = await startSandbox(['--port', '0', '--https', '--dialect', 'standard'], {
      ASSAY_CONFIG_DIR: config,
    });
    try {
      const [url = ''] = plan.urls;
      expect(url).toMatch(/^https:/);
      expect(plan.banner).toContain(`curl --cacert ${config}/ca.pem`);
      const ca = readFileSync(join(config, 'ca.pem'), 'utf8');
      const answer = await new Promise<IncomingMessage>((resolve, reject) => {
        get(`${url}/oauth/v1/authorize`, { ca }, (response) => resolve(response.resume())).on(
          'error',
          reject,
        );
      });
      expect(answer.statusCode).toBe(400);
      await expect(fetch(url)).rejects.toThrow('fetch failed');
    } finally {
      await plan.stop();
    }
  });

  test('refuses a DATABASE_URL that is none, without repeating it', async () => {
    const { code, stderr } = await assay(['sandbox'], { DATABASE_URL: 'mysql://root:hidden@db/assay' });
    expect(stderr).toBe(
      'assay: DATABASE_URL: allowed is postgres://user:password@host:port/database; --ephemeral goes without it\n',
    );
    expect(code).toBe(2);
  });

  test('serves both dialects, prints what is needed to begin, and a second start on its port says so', async () => {
    const plan = await startSandbox(['--port', '0']);
    try {
      expect(plan.urls).toHaveLength(2);
      for (const text of ['directory-app-secret', 'member-app-secret', 'Patient/', 'oauth4webapi'])
        expect(plan.banner).toContain(text);
      const port = new URL(plan.urls[0] ?? '').port;
      const second = await assay(['sandbox', '--port', port]);
      expect(second.stderr).toBe(
        `assay: port ${port} on 127.0.0.1 is in use: stop what listens there or choose another with --port\n`,
      );
      expect(second.code).toBe(2);
    } finally {
      await plan.stop();
    }
  });
});

describe('--directory-auth public', () => {
  test('opens the directory of the sandbox to everyone, and member data to no one', async () => {
    const plan = await startSandbox(['--port', '0', '--directory-auth', 'public']);
    try {
      expect(plan.banner).toContain('Provider Directory API (no token needed)');
      for (const url of plan.urls) {
        expect((await fetch(`${url}/ghp/fhir4/providerdirectory/v1/Practitioner?_count=1`)).status).toBe(200);
        expect((await fetch(`${url}/ghp/fhir4/v1/Patient`)).status).toBe(401);
      }
    } finally {
      await plan.stop();
    }
  });

  test('lets the embedded sandbox pass where a closed directory departs from the regulation', async () => {
    const only = ['--only', 'provider-directory.access.public'];
    const open = await assay([
      'check',
      ...only,
      '--directory-auth',
      'public',
      '--out',
      join(directory, 'open'),
    ]);
    const closed = await assay(['check', ...only, '--out', join(directory, 'closed')]);
    expect(open.stdout).not.toContain('DEV-22');
    expect(closed.stdout).toContain('DEV-22');
  });
});

describe('assay check', () => {
  test.skipIf(!existsSync('/proc/self'))('says at once where its reports cannot be written', async () => {
    const only = ['--only', 'operations.latency.provider-directory'];
    const { code, stdout, stderr } = await assay(['check', ...only, '--out', '/proc/assay/report']);
    expect(stdout).toBe('');
    expect(stderr).toBe(
      'assay: --out /proc/assay/report: the reports cannot be written there: no such directory can be made (ENOENT)\n',
    );
    expect(code).toBe(2);
  });

  test('of the embedded sandbox conforms, with reports in three formats', async () => {
    const out = join(directory, 'clean');
    const { code, stdout, stderr } = await assay(['check', '--out', out]);
    expect(stderr).toBe('');
    expect(stdout).toContain('Conforms with 11 documented deviations.');
    expect(code).toBe(0);
    const run = JSON.parse(readFileSync(join(out, 'run.json'), 'utf8'));
    expect(run).toMatchObject({ schemaVersion: 1, verdict: 'conforms with deviations' });
    const validate = new Ajv2020({ strict: false }).compile(runSchema);
    expect(validate(run) || validate.errors).toBe(true);
    expect(readFileSync(join(out, 'junit.xml'), 'utf8')).toContain('<testsuites');
    expect(readFileSync(join(out, 'index.html'), 'utf8')).toContain(
      'Conforms with 11 documented deviations.',
    );
  });

  test('leaves no secret in what it writes', async () => {
    const out = join(directory, 'secrets');
    await assay(['check', '--out', out, '--suite', 'oauth']);
    for (const name of ['run.json', 'index.html', 'junit.xml']) {
      const text = readFileSync(join(out, name), 'utf8');
      for (const secret of [
        'member-app-secret',
        'directory-app-secret',
        'Forest-Poplar-72!',
        'Forest-Poplar-72%21',
      ])
        expect(text, name).not.toContain(secret);
      expect(text, name).not.toMatch(/"access_token\\*"\s*:\s*\\*"(?!access-token#)/);
    }
  });

  test('of the standard dialect conforms without a deviation of the protocol', async () => {
    const { code, stdout } = await assay([
      'check',
      '--dialect',
      'standard',
      '--out',
      join(directory, 'standard'),
    ]);
    expect(stdout).toMatch(/Conforms/);
    expect(stdout).not.toMatch(/DEV-(?!22)\d\d/);
    expect(code).toBe(0);
  });

  test('of a sandbox that does not compare the verifier fails, and says what an attacker gains', async () => {
    const plan = await startSandbox(['--port', '0', '--defect', 'pkce.verifier-not-compared']);
    try {
      const target = readFileSync(new URL('../fixtures/targets/sandbox.yaml', import.meta.url), 'utf8');
      const here = file('flawed.yaml', target.replaceAll('http://127.0.0.1:8080', plan.urls[0] ?? ''));
      const out = join(directory, 'flawed');
      const { code, stdout } = await assay(['check', here, '--out', out]);
      expect(code).toBe(1);
      expect(stdout).toContain('Does not conform');
      const report = readFileSync(join(out, 'index.html'), 'utf8');
      expect(report).toContain(
        'An attacker who gets hold of an authorization code reads the member’s health data.',
      );
    } finally {
      await plan.stop();
    }
  });

  test('whose client can’t get a token is incomplete, never green', async () => {
    const plan = await startSandbox(['--port', '0', '--dialect', 'documented']);
    try {
      const target = readFileSync(new URL('../fixtures/targets/sandbox.yaml', import.meta.url), 'utf8');
      const here = file(
        'wrong.yaml',
        target
          .replaceAll('http://127.0.0.1:8080', plan.urls[0] ?? '')
          .replace('member-app-secret', 'not-the-secret'),
      );
      const { code, stdout } = await assay(['check', here, '--out', join(directory, 'wrong')]);
      expect(stdout).toContain('Incomplete: ');
      expect(code).toBe(2);
    } finally {
      await plan.stop();
    }
  });
});
