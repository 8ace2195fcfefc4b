import type { JournalEntry } from './journal.ts';

/**
 * The journal as an HTTP Archive (HAR 1.2), which browsers' developer tools open.
 * @param creator name and version of the program
 */
export function toHar(entries: readonly JournalEntry[], creator: { name: string; version: string }) {
  return { log: { version: '1.2', creator, entries: [...entries].reverse().map(toEntry) } };
}

function toEntry(entry: JournalEntry) {
  const { method, url, requestBody, responseBody, durationMs } = entry;
  const mimeType = String(entry.responseHeaders['content-type'] ?? '');
  // Not as a URL: what stands for a secret has a # in it.
  const query = new URLSearchParams(url.split('?').slice(1).join('?'));
  return {
    startedDateTime: new Date(entry.at).toISOString(),
    time: durationMs,
    request: {
      method,
      url,
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: headerList(entry.requestHeaders),
      queryString: [...query].map(([name, value]) => ({ name, value })),
      headersSize: -1,
      bodySize: requestBody.length,
      ...(requestBody !== '' && {
        postData: { mimeType: String(entry.requestHeaders['content-type'] ?? ''), text: requestBody },
      }),
    },
    response: {
      status: entry.status,
      statusText: '',
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: headerList(entry.responseHeaders),
      content: { size: responseBody.length, mimeType, text: responseBody },
      redirectURL: String(entry.responseHeaders.location ?? ''),
      headersSize: -1,
      bodySize: responseBody.length,
    },
    cache: {},
    timings: { send: 0, wait: durationMs, receive: 0 },
  };
}

function headerList(headers: JournalEntry['requestHeaders']) {
  return Object.entries(headers).flatMap(([name, value]) =>
    (typeof value === 'string' ? [value] : value).map((one) => ({ name, value: one })),
  );
}
