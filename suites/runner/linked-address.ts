import { NotExercised } from './context.ts';

/**
 * Where a link of a server leads, if a token may go there: to the origin of the API only, since whoever gets a bearer
 * token can use it (RFC 6750 §5.3).
 * @param link as it was sent, absolute or relative to the base
 * @throws NotExercised when it leads elsewhere, or is no address
 */
export function linkedAddress(link: string, base: string): string {
  const url = URL.parse(link, `${base}/`);
  if (!url) throw new NotExercised(`a link is no address: ${link}`);
  if (url.origin !== new URL(base).origin)
    throw new NotExercised(`a link leads to ${url.origin}, where no token is sent: ${link}`);
  return url.href;
}
