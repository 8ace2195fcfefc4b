import { randomInt } from 'node:crypto';

/** Without characters that are taken for one another. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const LENGTH = 8;

/** REG-3 */
export const CODE_LIFE_MS = 60 * 60 * 1000;
export const MOST_TRIES = 5;

/** Such as `7KQM2XPA`: 31⁸ possibilities, of which five can be tried. */
export function createAccessCode(): string {
  return Array.from({ length: LENGTH }, () => alphabet[randomInt(alphabet.length)]).join('');
}

/** As people see it: `7KQM-2XPA`. */
export function shown(code: string): string {
  return `${code.slice(0, LENGTH / 2)}-${code.slice(LENGTH / 2)}`;
}

/** What people type is taken without spaces and dashes, in any case. */
export function normalized(typed: string): string {
  return typed.toUpperCase().replaceAll(/[^0-9A-Z]/g, '');
}
