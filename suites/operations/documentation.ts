import { parse } from 'node-html-parser';
import { validator } from '../fhir/conformance/judge.ts';
import { type Check, portal } from '../runner/check.ts';
import { type CheckContext, NotExercised } from '../runner/context.ts';
import { headerOf, type RawExchange } from '../runner/http.ts';

const MOST_LINKS = 25;
const clauses = [
  { text: '42 CFR 422.119(d)', url: 'https://www.ecfr.gov/current/title-42/section-422.119#p-422.119(d)' },
  portal('documentation'),
];
const common = { requirements: ['REG-5'], needs: ['documentation'], clauses } as const;

/** A page as a visitor without an account gets it. */
function visit(t: CheckContext, url: string): Promise<RawExchange> {
  return t.session.share(`visit ${url}`, () =>
    t.send({ method: 'GET', url, headers: { accept: 'text/html,*/*' } }),
  );
}

function isPage(exchange: RawExchange): boolean {
  return exchange.response.status === 200 && /html/i.test(headerOf(exchange, 'content-type') ?? '');
}

function linksOf(exchange: RawExchange): string[] {
  const here = new URL(exchange.request.url);
  return parse(exchange.response.body)
    .querySelectorAll('a[href]')
    .flatMap((link) => URL.parse(link.getAttribute('href') ?? '', here) ?? [])
    .filter(({ host, protocol }) => host === here.host && protocol.startsWith('http'))
    .map((url) => url.href.replace(/#.*$/, ''));
}

/** JSON samples on a page. */
function samplesOf(exchange: RawExchange): unknown[] {
  return parse(exchange.response.body, { blockTextElements: {} })
    .querySelectorAll('pre, code')
    .flatMap(({ textContent }) => {
      try {
        return [JSON.parse(textContent)];
      } catch {
        return [];
      }
    });
}

export const documentation: readonly Check[] = [
  {
    ...common,
    id: 'operations.documentation.open',
    title: 'The documentation is open to everyone, and its links lead somewhere',
    level: 'SHOULD',
    levelUnder: { regulation: 'SHALL' },
    why: 'A developer decides by the documentation, before there is an account.',
    fix: 'Publish it without log-in; mend dead links.',
    detects: ['documentation.needs-a-login', 'documentation.dead-link'],
    async run(t) {
      const start = await visit(t, t.target.documentation ?? '');
      t.expect({
        ok: isPage(start),
        what: 'documentation without log-in',
        expected: 'a page',
        received: String(start.response.status),
        evidence: [start],
      });
      if (!isPage(start)) return;
      for (const url of [...new Set(linksOf(start))].slice(0, MOST_LINKS)) {
        const exchange = await visit(t, url);
        const { status } = exchange.response;
        t.expect({
          // A page for those who signed in may send there; it is not dead.
          ok: status < 400 || status === 401 || status === 403,
          what: `link to ${url}`,
          expected: 'an answer',
          received: String(status),
          evidence: [exchange],
        });
      }
    },
  },
  {
    ...common,
    id: 'operations.documentation.samples-valid',
    title: 'Samples of resources in the documentation are valid FHIR',
    level: 'SHOULD',
    why: 'Developers copy samples; a wrong one is wrong in every app.',
    fix: 'Take samples from the API itself, and validate them.',
    detects: ['documentation.sample-invalid'],
    async run(t) {
      const start = await visit(t, t.target.documentation ?? '');
      const pages = [start];
      for (const url of [...new Set(linksOf(start))].slice(0, MOST_LINKS)) pages.push(await visit(t, url));
      const resources = pages
        .filter(isPage)
        .flatMap(samplesOf)
        .filter(
          (one): one is { resourceType: string } =>
            typeof (one as { resourceType?: unknown } | null)?.resourceType === 'string',
        );
      if (resources.length === 0) throw new NotExercised('no page has a sample of a resource');
      const seen = new Set<string>();
      for (const resource of resources) {
        const text = JSON.stringify(resource);
        if (seen.has(text)) continue;
        seen.add(text);
        const errors = validator()
          .validate(resource, { claims: false })
          .filter(({ severity }) => severity === 'error');
        t.expect({
          ok: errors.length === 0,
          what: `sample of ${resource.resourceType}`,
          expected: 'valid FHIR R4',
          received:
            errors
              .slice(0, 3)
              .map(({ path, message }) => `${path}: ${message}`)
              .join('; ') || 'valid FHIR R4',
        });
      }
    },
  },
];
