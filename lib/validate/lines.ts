export interface Line {
  /** From 1. */
  readonly number: number;
  /** Bytes without the line break; absent when there were more than the limit: they are passed over, not kept. */
  readonly bytes: Buffer | undefined;
  readonly length: number;
}

const NEWLINE = 0x0a;

/**
 * Splits a stream into lines, holding one line at a time.
 *
 * @param limit length in bytes above which a line is passed over
 */
export async function* splitLines(chunks: AsyncIterable<Buffer>, limit: number): AsyncGenerator<Line> {
  let number = 1;
  let length = 0;
  let pieces: Buffer[] = [];
  const take = (piece: Buffer) => {
    length += piece.length;
    if (length <= limit) pieces.push(piece);
    else pieces = [];
  };
  const line = (): Line => {
    const bytes =
      length > limit ? undefined : ((pieces.length === 1 ? pieces[0] : undefined) ?? Buffer.concat(pieces));
    const whole = { number: number++, bytes, length };
    length = 0;
    pieces = [];
    return whole;
  };
  for await (const chunk of chunks) {
    let begin = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, begin)) {
      take(chunk.subarray(begin, end));
      begin = end + 1;
      yield line();
    }
    if (begin < chunk.length) take(chunk.subarray(begin));
  }
  if (length > 0) yield line();
}
