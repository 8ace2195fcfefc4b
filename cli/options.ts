import { InvalidArgumentError } from 'commander';

/** Parses a whole number within bounds; the message names what is allowed. */
export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < least || value > most)
      throw new InvalidArgumentError(`Allowed is a whole number from ${least} to ${most}.`);
    return value;
  };
}

export const port = wholeNumber(0, 65_535);

export function httpUrl(text: string): string {
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol) || url.search || url.hash)
    throw new InvalidArgumentError(
      'Allowed is an http or https URL without query, such as https://plan.example.',
    );
  return text.replace(/\/+$/, '');
}

/** A token that guards something; it travels in a header. */
export function token(text: string): string {
  if (!/^[\x21-\x7e]{16,200}$/.test(text))
    throw new InvalidArgumentError('Allowed are 16 to 200 printable ASCII characters without blanks.');
  return text;
}

/**
 * Parses a repeatable option whose value may list several, separated by commas.
 * @param allowed what the message names as allowed, such as `names of suites`
 */
export function listOf(allowed: string): (text: string, before?: readonly string[]) => readonly string[] {
  return (text, before = []) => {
    const items = text
      .split(',')
      .map((item) => item.trim())
      .filter(Boolean);
    if (items.length === 0) throw new InvalidArgumentError(`Allowed are ${allowed}, separated by commas.`);
    return [...before, ...items];
  };
}

/**
 * Parses a text that must not be empty: an empty path means the working directory, an empty host all addresses.
 * @param allowed what the message names as allowed, such as `the path of a directory`
 */
export function textOf(allowed: string): (text: string) => string {
  return (text) => {
    if (text.trim() === '') throw new InvalidArgumentError(`Allowed is ${allowed}.`);
    return text;
  };
}
