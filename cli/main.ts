import { Command, Option } from 'commander';
import { version } from '../lib/version.ts';
import { suiteNames } from '../suites/names.ts';
import { listOf, port, textOf, token, wholeNumber } from './options.ts';
import { publicUrl } from './public-urls.ts';

/** Names of errors that are the user's to mend: their message says all, a stack trace would hide it. */
const EXPECTED = new Set([
  'UsageError',
  'TargetError',
  'OptionError',
  'ListenError',
  'StateError',
  'AuthorityError',
  'HarnessError',
  'OutputError',
]);

const directoryAuth = () =>
  new Option('--directory-auth <who>', 'whether the provider directory asks for a token').choices([
    'required',
    'public',
  ]);

const date = textOf('a date such as 2026-01-01');

const suiteList = listOf(`names of suites (${suiteNames.join(', ')})`);

const defectList = listOf('names of defects (assay prove --list shows them)');

const dialect = () =>
  new Option('--dialect <name>', 'how the sandbox speaks').choices(['documented', 'standard', 'both']);

function program(): Command {
  const assay = new Command('assay')
    .description('Conformance harness and sandbox for health-plan FHIR APIs')
    .version(version)
    .showHelpAfterError('(assay --help lists commands and options)')
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, 'assay: ')) });

  assay
    .command('sandbox')
    .description('run the plan on this machine: login, consent, tokens, FHIR APIs, synthetic members')
    .addOption(
      new Option('--port <n>', 'first port; a second dialect takes the next').argParser(port).default(8080),
    )
    .option(
      '--host <address>',
      'address to listen on',
      textOf('an address of this machine, or 0.0.0.0 for all'),
      '127.0.0.1',
    )
    .option('--https', 'serve HTTPS, by a development CA that is made at first use', false)
    .option(
      '--public-url <url>',
      'URL under which clients reach the sandbox, such as that of a proxy; DIALECT=URL for one of two dialects',
      publicUrl,
    )
    .option(
      '--state <dir>',
      'keep what is registered, consented and issued in this directory',
      textOf('the path of a directory'),
    )
    .option(
      '--ephemeral',
      'keep nothing after the end; the default, unless DATABASE_URL names a PostgreSQL database to keep it in',
    )
    .option('--seed <text>', 'seed of the population', 'assay')
    .option('--members <n>', 'number of members', wholeNumber(1, 1_000_000_000), 100)
    .addOption(dialect().default('both'))
    .addOption(directoryAuth().default('required'))
    .option('--lock-personas', 'five wrong passwords lock the documented members too, not only all others')
    .option('--defect <name>', 'switch a fault on (repeatable; assay prove --list shows them)', defectList)
    .option(
      '--control-token <secret>',
      'lets other machines use the control plane (/_sandbox) with this bearer token',
      token,
    )
    .option(
      '--questionnaire <file>',
      'a risk assessment questionnaire of your own, YAML or JSON',
      textOf('the path of a YAML or JSON file'),
    )
    .action(async (options) => (await import('./sandbox.ts')).sandbox(options));

  assay
    .command('check')
    .description('check a deployment, or the embedded sandbox when no target is given')
    .argument('[target]', 'target descriptor, YAML or JSON')
    .option('--suite <names>', `only these suites (${suiteNames.join(', ')})`, suiteList)
    .option(
      '--only <ids>',
      'only these checks, or groups of them such as oauth.pkce',
      listOf('ids of checks, or of groups of them such as oauth.pkce'),
    )
    .option('--ruleset <name>', 'what the target is held to: portal, cms-2026, cms-2027', 'portal')
    .option('--intrusive', 'also run checks that could lock an account or an address out', false)
    .option('--wait-expiry', 'let real time pass until tokens expire, up to an hour', false)
    .option('--out <dir>', 'where the reports go', textOf('the path of a directory'), 'assay-report')
    .option('--strict', 'a documented deviation fails the run', false)
    .option('--no-skips', 'a skipped check fails the run')
    .addOption(
      dialect().choices(['documented', 'standard']).default('documented').helpGroup('Embedded sandbox:'),
    )
    .addOption(
      new Option('--defect <name>', 'switch a fault on').argParser(defectList).helpGroup('Embedded sandbox:'),
    )
    .addOption(directoryAuth().helpGroup('Embedded sandbox:'))
    .action(async (target, options) => (await import('./check.ts')).check(target, options));

  assay
    .command('prove')
    .description('prove the checks: every defect of the sandbox must be caught, a clean sandbox must pass')
    .option('--suite <names>', 'only the checks of these suites, and the defects that they name', suiteList)
    .option('--defect <names>', 'only these defects or tolerances', defectList)
    .option('--tolerances', 'only the tolerances: harmless variations on which nothing may alarm', false)
    .option(
      '--full',
      'run every check against every defect, not only those near it and a sample of the others',
      false,
    )
    .option('--threads <n>', 'threads that share the work', wholeNumber(1, 64))
    .option('--list', 'list the defects and the checks that catch them', false)
    .option('--out <file>', 'write the matrix as JSON', textOf('the path of a file'))
    .option(
      '--clean <file>',
      'write what does not simply pass on a clean sandbox as JSON',
      textOf('the path of a file'),
    )
    .action(async (options) => (await import('./prove.ts')).prove(options));

  assay
    .command('generate')
    .description('write the synthetic population to files, or go through files that were written')
    .option(
      '--out <dir>',
      'directory to write to: new, or empty',
      textOf('the path of a directory that is new or empty'),
    )
    .option('--members <n>', 'number of members (default: 100)', wholeNumber(1, 1_000_000_000))
    .option('--seed <text>', 'seed of the population (default: assay)')
    .option('--anchor <date>', 'date around which lives are laid out (default: 2026-01-01)', date)
    .option(
      '--as-of <date>',
      'what is available at the end of this day (default: when the anchor begins)',
      date,
    )
    .option('--practitioners <n>', 'clinicians in the directory (default: 60)', wholeNumber(16, 1_000_000))
    .addOption(
      new Option(
        '--format <name>',
        'NDJSON per type (default), transaction Bundles, or one Bundle per member',
      ).choices(['ndjson', 'transaction', 'member-bundles']),
    )
    .option('--from <n>', 'position of the first member; part 0 brings the directory', wholeNumber(0, 1e9))
    .option('--to <n>', 'position after the last member', wholeNumber(1, 1e9))
    .option('--workers <n>', 'threads that generate; the files do not depend on it', wholeNumber(1, 64))
    .option('--resume', 'go on with a broken run: same options, same directory')
    .option(
      '--verify <dir>',
      'check counts, checksums and references of a finished set instead',
      textOf('the path of a directory'),
    )
    .option('--coverage', 'print which must-support elements the population shows, and who shows them')
    .action(async (options) => (await import('./generate.ts')).generate(options));

  assay
    .command('validate')
    .description(
      'validate resources, Bundles and NDJSON by FHIR R4, by the profiles they claim and those named',
    )
    .argument('<inputs...>', 'files (.json, .ndjson), directories, or - for the standard input')
    .option(
      '--profile <canonicals>',
      'also judge by these profiles, URL or URL|version',
      listOf('canonical URLs of profiles'),
    )
    .option(
      '--package <packages>',
      'load FHIR packages: a .tgz, a directory, or name#version',
      listOf('.tgz files, directories and name#version'),
    )
    .addOption(
      new Option('--format <name>', 'how findings are written')
        .choices(['text', 'json', 'sarif'])
        .default('text'),
    )
    .addOption(
      new Option('--fail-on <severity>', 'least severity that fails')
        .choices(['error', 'warning'])
        .default('error'),
    )
    .option('--all', 'in text, show every finding instead of the first of each rule', false)
    .option(
      '--out <file>',
      'write the findings to a file, and a summary to the standard output',
      textOf('the path of a file'),
    )
    .action(async (inputs, options) => (await import('./validate.ts')).validate(inputs, options));

  return assay;
}

/** Runs the command line; the exit code is set, never forced, so that output is complete. */
export async function main(argv: readonly string[]): Promise<void> {
  // A reader that stops early, such as head, is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit();
    throw error;
  });
  try {
    await program().parseAsync(argv);
  } catch (error) {
    process.exitCode = report(error);
  }
}

function report(error: unknown): number {
  if (!(error instanceof Error)) throw error;
  if (error.name === 'CommanderError') return 'exitCode' in error && error.exitCode === 0 ? 0 : 2;
  if (!EXPECTED.has(error.name)) throw error;
  process.stderr.write(`assay: ${error.message}\n`);
  return 2;
}
