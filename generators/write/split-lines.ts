const NEWLINE = 10;

/**
 * The lines of a stream of UTF-8, without their ends; a last line needs none.
 *
 * @param onChunk sees every byte once, in order
 */
export async function* splitLines(
  chunks: AsyncIterable<Buffer>,
  onChunk: (chunk: Buffer) => void,
): AsyncGenerator<string> {
  // A line may be many chunks long: they are put together once, at its end.
  let begun: Buffer[] = [];
  for await (const chunk of chunks) {
    onChunk(chunk);
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      const rest = chunk.subarray(start, end);
      yield (begun.length > 0 ? Buffer.concat([...begun, rest]) : rest).toString('utf8');
      begun = [];
      start = end + 1;
    }
    if (start < chunk.length) begun.push(chunk.subarray(start));
  }
  if (begun.length > 0) yield Buffer.concat(begun).toString('utf8');
}
