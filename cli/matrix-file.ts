import { existsSync, readFileSync } from 'node:fs';
import type { DefectProof } from '../lib/prove.ts';
import { defects } from '../mock-server/control/defects/index.ts';
import { UsageError } from './usage-error.ts';
import { writeJson } from './written-file.ts';

/** A matrix that is written while it grows: a full proof takes its time, and may be cut short. */
export interface MatrixFile {
  add(proof: DefectProof): void;
  /** Writes what is not written yet. */
  end(): void;
}

/** In milliseconds, the least time between two writes. */
const PAUSE = 2000;

export interface MatrixOptions {
  /** Says of the checks that do not name a defect, too, which alarmed. */
  readonly full: boolean;
  /** What the file has of other defects stays in it. */
  readonly keep: boolean;
}

/** @throws UsageError when what is to be kept is no matrix, or the file can't be written */
export function openMatrix(file: string, { full, keep }: MatrixOptions): MatrixFile {
  const rows = new Map<string, unknown>(keep && existsSync(file) ? Object.entries(matrixIn(file)) : []);
  let writtenAt = performance.now();
  const write = () => {
    const inOrder = defects.flatMap(({ name }) => (rows.has(name) ? [[name, rows.get(name)]] : []));
    writeJson('--out', file, Object.fromEntries(inOrder));
    writtenAt = performance.now();
  };
  return {
    add({ defect, caughtBy, beside }) {
      rows.set(defect, full ? { caughtBy, beside } : caughtBy);
      if (performance.now() - writtenAt > PAUSE) write();
    },
    end: write,
  };
}

function matrixIn(file: string): object {
  try {
    const matrix: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof matrix === 'object' && matrix !== null && !Array.isArray(matrix)) return matrix;
  } catch {
    // Told below.
  }
  throw new UsageError(
    `--out ${file}: the file is there and no matrix; with --defect its other rows would be kept`,
  );
}
