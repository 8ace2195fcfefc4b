import { createSandbox, openSandbox, type Sandbox } from '../lib/sandbox.ts';
import type { Dialect, SandboxCore } from '../mock-server/context.ts';
import { type Listening, listen } from '../mock-server/listen.ts';
import type { Questionnaire } from '../mock-server/portal/production/questionnaire.ts';
import { banner } from './banner.ts';
import { configDir } from './config-dir.ts';
import { createHttps } from './https.ts';
import { type PublicUrl, publicUrlsOf } from './public-urls.ts';
import { statePlace } from './state-place.ts';
import { UsageError } from './usage-error.ts';

export interface SandboxArguments {
  readonly port: number;
  readonly host: string;
  readonly https?: boolean;
  readonly publicUrl?: readonly PublicUrl[];
  readonly state?: string;
  readonly ephemeral?: boolean;
  readonly seed: string;
  readonly members: number;
  readonly dialect: Dialect | 'both';
  readonly defect?: readonly string[];
  readonly controlToken?: string;
  readonly directoryAuth: SandboxCore['directoryAuth'];
  readonly lockPersonas?: boolean;
  readonly questionnaire?: string;
}

/** `assay sandbox`: serves until it is interrupted. */
export async function sandbox({
  host,
  port,
  https: isHttps = false,
  publicUrl = [],
  seed,
  members,
  dialect,
  defect = [],
  controlToken,
  directoryAuth,
  lockPersonas = false,
  state,
  ephemeral = false,
  questionnaire: questionnaireFile,
}: SandboxArguments) {
  const dialects: readonly Dialect[] = dialect === 'both' ? ['documented', 'standard'] : [dialect];
  if (port === 65_535 && dialects.length > 1)
    throw new UsageError('--port 65535: two dialects need two ports; the highest allowed is 65534');
  const ownUrls = publicUrlsOf(publicUrl, dialects);
  // The catalogue is a hundred files, and most sandboxes have no defect.
  const defects = defect.length > 0 ? (await import('./defects.ts')).namedDefects(defect) : [];
  const place = statePlace(state, ephemeral, process.env.DATABASE_URL);
  const portal = {
    ...(questionnaireFile !== undefined && { questionnaire: await questionnaireIn(questionnaireFile) }),
    smtpUrl: smtpUrlIn(process.env),
  };
  const https = isHttps ? await createHttps(configDir(), host, publicUrl) : undefined;

  const listeners = new Map<Dialect, Listening>();
  let plan: Sandbox | undefined;
  try {
    for (const [index, name] of dialects.entries())
      listeners.set(name, await listen(host, port === 0 ? 0 : port + index, https));
    const publicUrls = Object.fromEntries(
      [...listeners].map(([name, { url }]) => [name, ownUrls.get(name) ?? url]),
    );
    const control = controlToken === undefined ? true : { token: controlToken };
    const options = { seed, members, publicUrls, defects, control, directoryAuth, lockPersonas, ...portal };
    plan = place ? await openSandbox({ ...options, state: place }) : createSandbox(options);
    for (const [name, listener] of listeners) listener.serve(plan.app(name));
    process.stdout.write(banner(plan, { publicUrls, defects: defect, place, https }));
    await interrupted();
  } finally {
    await Promise.all([...listeners.values()].map((listener) => listener.close()));
    await plan?.close();
  }
}

async function questionnaireIn(file: string): Promise<Questionnaire> {
  const { loadQuestionnaire, QuestionnaireError } = await import('../lib/questionnaire.ts');
  try {
    return await loadQuestionnaire(file);
  } catch (error) {
    if (error instanceof QuestionnaireError) throw new UsageError(`--questionnaire ${error.message}`);
    throw error;
  }
}

function smtpUrlIn({ SMTP_URL: url }: NodeJS.ProcessEnv): string | undefined {
  if (url === undefined || url === '') return undefined;
  if (/^smtps?:\/\/[^\s/]+/.test(url)) return url;
  // The value may hold a password, so it is not shown.
  throw new UsageError(
    'SMTP_URL: not an address of a mail server, such as smtp://user:password@mail.example:587',
  );
}

function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}
