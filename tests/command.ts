import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const bin = fileURLToPath(new URL('../bin/assay.js', import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs `assay` as a process of its own and waits for its end.
 * @param interruptAt a text of its standard output at which it is interrupted, as by Ctrl+C
 */
export function assay(
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
  interruptAt?: string,
): Promise<Ended> {
  return new Promise((resolve) => {
    const child = start(args, environment);
    let [stdout, stderr] = ['', ''];
    let isInterrupted = false;
    child.stdout?.on('data', (text) => {
      stdout += text;
      if (isInterrupted || interruptAt === undefined || !stdout.includes(interruptAt)) return;
      isInterrupted = true;
      child.kill('SIGINT');
    });
    child.stderr?.on('data', (text) => {
      stderr += text;
    });
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

function start(args: readonly string[], environment: NodeJS.ProcessEnv = {}): ChildProcess {
  return spawn(process.execPath, ['--disable-warning=ExperimentalWarning', bin, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1', VITEST: undefined, NODE_OPTIONS: undefined, ...environment },
  });
}

export interface RunningSandbox {
  readonly urls: readonly string[];
  readonly banner: string;
  stop(): Promise<void>;
  /** As a crash or `kill -9` would. */
  kill(): Promise<void>;
}

/** Starts `assay sandbox` and waits until it is up. */
export async function startSandbox(
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): Promise<RunningSandbox> {
  const child = start(['sandbox', ...args], environment);
  const end = (signal: 'SIGTERM' | 'SIGKILL') =>
    new Promise<void>((resolve) => {
      child.on('close', () => resolve());
      child.kill(signal);
    });
  const banner = await new Promise<string>((resolve, reject) => {
    let text = '';
    child.stdout?.on('data', (more) => {
      text += more;
      if (text.includes('Ctrl+C')) resolve(text);
    });
    child.stderr?.on('data', (more) => {
      text += more;
    });
    child.on('close', () => reject(new Error(`the sandbox ended: ${text}`)));
  });
  return {
    urls: [...banner.matchAll(/^ {2}(https?:\S+)\/ /gm)].map((match) => match[1] ?? ''),
    banner,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
}
