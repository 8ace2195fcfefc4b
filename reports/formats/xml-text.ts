const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** What is not a `Char` of XML 1.0 §2.2: most control characters, lone surrogates, U+FFFE and U+FFFF. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to be found
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu;

/** Characters XML cannot carry, even as a reference, written out as `\u0000`. */
function replaceForbidden(text: string): string {
  return text.replace(forbidden, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** `text` as the value of an attribute in double quotes; line breaks survive (XML 1.0 §3.3.3). */
export function xmlAttribute(text: string): string {
  return replaceForbidden(text).replace(/[&<>"\t\n\r]/g, (found) => entities[found] ?? found);
}

/** `text` as the content of an element. */
export function xmlContent(text: string): string {
  return replaceForbidden(text).replace(/[&<>\r]/g, (found) => entities[found] ?? found);
}
