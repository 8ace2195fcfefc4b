import type { App } from '../../../context.ts';
import type { Defect } from '../../defect.ts';

/** Shows another level beside one rating, in all and per section. */
export function levelOfRating(
  rating: number,
  right: App['risk'],
  wrong: App['risk'],
): NonNullable<Defect['rewrite']> {
  const shown = new RegExp(
    `(>${rating}</(?:strong|span)>(?:(?!<tr|badge).)*?<span class="badge )${right}">${right} risk`,
    'gs',
  );
  return (reply, { path }) => {
    if (!path.includes('/production') || typeof reply.body !== 'string') return reply;
    return { ...reply, body: reply.body.replaceAll(shown, `$1${wrong}">${wrong} risk`) };
  };
}
