/** Code systems that are a grammar or a list which the platform knows, so that no table of codes is needed. */
export interface GrammarSystem {
  has(code: string): boolean;
  /** Whether the code has a part, for `exists` filters; absent where the system has no such properties. */
  part?(code: string, property: string): boolean | undefined;
}

/** RFC 5646 section 2.1, without the grandfathered tags, which `GRANDFATHERED` lists. */
const LANGUAGE =
  /^(?:(?<primary>[a-z]{2,3}(?<extlang>(?:-[a-z]{3}){0,3})|[a-z]{4,8})(?<script>-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?(?<variant>(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*)(?<extension>(?:-[a-wyz\d](?:-[a-z\d]{2,8})+)*)(?<privateUse>-x(?:-[a-z\d]{1,8})+)?|x(?:-[a-z\d]{1,8})+)$/i;
const GRANDFATHERED = new Set(
  [
    ['en-gb-oed', 'i-ami', 'i-bnn', 'i-default', 'i-enochian', 'i-hak', 'i-klingon', 'i-lux', 'i-mingo'],
    ['i-navajo', 'i-pwn', 'i-tao', 'i-tay', 'i-tsu', 'sgn-be-fr', 'sgn-be-nl', 'sgn-ch-de'],
  ].flat(),
);
const LANGUAGE_PARTS: Readonly<Record<string, string>> = {
  'ext-lang': 'extlang',
  script: 'script',
  variant: 'variant',
  extension: 'extension',
  'private-use': 'privateUse',
};

/** RFC 6838 section 4.2 (restricted names), with parameters as in RFC 2045 section 5.1. */
const MEDIA_TYPE =
  /^[a-z\d][a-z\d!#$&\-^_.+]{0,126}\/[a-z\d*][a-z\d!#$&\-^_.+]{0,126}(?:\s*;\s*[a-z\d!#$&\-^_.+]+=(?:"[^"]*"|[^\s;"]+))*$/i;

let currencies: ReadonlySet<string> | undefined;

export const GRAMMAR_SYSTEMS: ReadonlyMap<string, GrammarSystem> = new Map<string, GrammarSystem>([
  [
    'urn:ietf:bcp:47',
    {
      has: (code) => LANGUAGE.test(code) || GRANDFATHERED.has(code.toLowerCase()),
      part(code, property) {
        const group = LANGUAGE_PARTS[property];
        return group === undefined ? undefined : Boolean(LANGUAGE.exec(code)?.groups?.[group]);
      },
    },
  ],
  ['urn:ietf:bcp:13', { has: (code) => MEDIA_TYPE.test(code) }],
  [
    // ISO 4217 as the platform's CLDR data has it, historical codes included.
    'urn:iso:std:iso:4217',
    {
      has(code) {
        currencies ??= new Set(Intl.supportedValuesOf('currency'));
        return currencies.has(code);
      },
    },
  ],
]);
