import { setTimeout as wait } from 'node:timers/promises';

/*
 * One sandbox in a process of its own, from the built package: one.ts MEMBERS, with --expose-gc. Prints the time from
 * process start until the last member is found by user name, and the resident memory after a collection.
 */
const members = Number(process.argv[2]);
const built = new URL('../../dist/lib/index.js', import.meta.url);
const { createPopulation, createSandbox }: typeof import('../../lib/index.ts') = await import(built.href);
const url = 'http://127.0.0.1:8081';
const plan = createSandbox({ members, publicUrls: { standard: url } });
const answer = await plan.transport('standard')(
  { method: 'GET', url: `${url}/ghp/fhir4/v1/metadata` },
  10_000,
);
if (answer.status !== 200) throw new Error(`the sandbox answers ${answer.status}`);
const last = createPopulation({ members }).member(members - 1);
const found = plan.population.findMember(last.userName);
if (found?.patientId !== last.patientId) throw new Error('the last member is not found');
const ms = performance.now();
globalThis.gc?.();
await wait(200);
globalThis.gc?.();
const rss = process.memoryUsage.rss();
await plan.close();
process.stdout.write(JSON.stringify({ ms, rss }));
