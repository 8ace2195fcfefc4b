import type { ProductionUrls } from '../../store/portal.ts';
import type { Problems } from '../developer/fields.ts';
import { problemOfPublicUrl } from '../developer/urls.ts';

/** What the addresses are called, and what they are for. */
export const urlLabels: Readonly<Record<keyof ProductionUrls, readonly [label: string, hint: string]>> = {
  callback: ['Callback URL', 'Where members are sent after they authorize your application.'],
  privacyPolicy: ['Privacy policy URL', 'Public and easy to find.'],
  terms: ['Terms of service URL', 'Public, and not contradicting the privacy policy.'],
};

/** For form only: the addresses are not called (PROD-1, PROD-4). */
export function problemsOfUrls(urls: ProductionUrls): Problems {
  const problems: Record<string, string> = {};
  for (const name of ['callback', 'privacyPolicy', 'terms'] as const) {
    const [label] = urlLabels[name];
    const problem = urls[name] === '' ? 'It is mandatory.' : problemOfPublicUrl(urls[name]);
    if (problem !== undefined) problems[name] = `${label}: ${problem}`;
    else if (name === 'callback' && urls[name].includes('#'))
      problems[name] = `${label}: it must not have a fragment (#).`;
  }
  return problems;
}
