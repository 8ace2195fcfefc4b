import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { Candidate } from './candidates.ts';
import { credentialsRequest } from './credentials.ts';

const GIVE_UP_MS = 20_000;

export interface Started {
  readonly url: string;
  /** From the start of the process to the last byte of its first token response. */
  readonly firstTokenMs: number;
  /** Resident memory at present (Linux). */
  memoryMb(): number;
  stop(): Promise<void>;
}

/** Starts a server in a process of its own and gets a first token from it. */
export async function start(candidate: Candidate): Promise<Started> {
  const port = await freePort();
  const startedAt = performance.now();
  const child = spawn(process.execPath, [...candidate.arguments, String(port)], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let complaints = '';
  child.stderr.on('data', (data: Buffer) => {
    complaints += data;
  });
  const exited = once(child, 'exit');
  const url = `http://127.0.0.1:${port}`;
  while (!(await hasToken(candidate, url))) {
    if (child.exitCode !== null || performance.now() - startedAt > GIVE_UP_MS) {
      child.kill();
      throw new Error(`${candidate.name} gives no token: ${complaints}`);
    }
    await wait(2);
  }
  return {
    url,
    firstTokenMs: performance.now() - startedAt,
    memoryMb: () => residentMb(child.pid ?? 0),
    async stop() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

function hasToken(candidate: Candidate, url: string): Promise<boolean> {
  const { path, headers, body } = credentialsRequest(candidate);
  return new Promise((resolve) => {
    const sent = request(`${url}${path}`, { method: 'POST', headers, agent: false }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode === 200));
    });
    sent.on('error', () => resolve(false));
    sent.end(body);
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

function residentMb(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) / 1024;
}
