import type { Dialect } from '../mock-server/context.ts';
import { httpUrl } from './options.ts';
import { UsageError } from './usage-error.ts';

/** One `--public-url`: of the dialect it names, or of the only one. */
export interface PublicUrl {
  readonly dialect: string | undefined;
  readonly url: string;
}

/** Parses `URL` or `DIALECT=URL`; the option is repeatable. */
export function publicUrl(text: string, before: readonly PublicUrl[] = []): readonly PublicUrl[] {
  const [, dialect, url = ''] = /^(?:([a-z]+)=)?(.*)$/s.exec(text) ?? [];
  return [...before, { dialect, url: httpUrl(url) }];
}

/**
 * The public URL of each dialect that has one.
 * @throws UsageError when it is not clear which dialect a URL is for
 */
export function publicUrlsOf(
  given: readonly PublicUrl[],
  served: readonly Dialect[],
): ReadonlyMap<Dialect, string> {
  const urls = new Map<Dialect, string>();
  for (const { dialect: named, url } of given) {
    const dialect = dialectOf(named, url, served);
    if (urls.has(dialect)) throw new UsageError(`--public-url names ${dialect} twice`);
    if ([...urls.values()].includes(url))
      throw new UsageError(`--public-url ${url}: each dialect needs a URL of its own`);
    urls.set(dialect, url);
  }
  return urls;
}

function dialectOf(named: string | undefined, url: string, served: readonly Dialect[]): Dialect {
  const [only, ...others] = served;
  if (named === undefined) {
    if (only !== undefined && others.length === 0) return only;
    throw new UsageError(
      `--public-url ${url}: two dialects are served: write ${served.map((name) => `--public-url ${name}=URL`).join(' ')}, or choose one with --dialect`,
    );
  }
  const dialect = served.find((one) => one === named);
  if (dialect !== undefined) return dialect;
  throw new UsageError(`--public-url ${named}=${url}: ${named} is not served; served: ${served.join(', ')}`);
}
