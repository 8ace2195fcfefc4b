import { describe, expect, it } from 'vitest';
import { runStep, type Step } from '../../../step.ts';
import { type Defect, replaceStep, withDefects } from '../../defect.ts';
import { afterStep, replaceSteps, withoutStep } from './steps.ts';

type Log = string[];

const first: Step<Log> = { name: 'first', run: (log) => void log.push('first') };
const second: Step<Log> = { name: 'second', run: (log) => void log.push('second') };

async function run(replacementOf: NonNullable<Defect['replacementOf']>): Promise<Log> {
  const log: Log = [];
  const defect: Defect = { name: 'test.defect', summary: 'A fault.', clause: '§1', replacementOf };
  await withDefects([defect], async () => {
    await runStep(first, log);
    await runStep(second, log);
  });
  return log;
}

describe('replacing steps', () => {
  it('leaves one step out and runs the others', async () => {
    expect(await run(withoutStep(first))).toEqual(['second']);
  });

  it('spoils the result of a step after it has run', async () => {
    expect(await run(afterStep(first, (log) => void log.push('spoilt')))).toEqual([
      'first',
      'spoilt',
      'second',
    ]);
  });

  it('does not spoil what a step refused', async () => {
    const refusing: Step<Log> = {
      name: 'refusing',
      run: () => {
        throw new Error('refused');
      },
    };
    const log: Log = [];
    const spoilt = afterStep(refusing, () => void log.push('spoilt'))(refusing);
    await expect(async () => spoilt?.(log)).rejects.toThrow('refused');
    expect(log).toEqual([]);
  });

  it('joins replacements of different steps', async () => {
    const both = replaceSteps(
      withoutStep(first),
      replaceStep(second, (log) => void log.push('other')),
    );
    expect(await run(both)).toEqual(['other']);
  });
});
