/** Arrays that are used again and again: new ones for each search would keep the garbage collector busy. */
const spare: Uint8Array[] = [];

/**
 * Lends an array of zeros for the time of a call.
 * @param length at most that of the array lent
 */
export function withMarks<Result>(length: number, use: (marks: Uint8Array) => Result): Result {
  const known = spare.pop();
  const marks = known && known.length >= length ? known : new Uint8Array(length);
  try {
    return use(marks);
  } finally {
    marks.fill(0);
    spare.push(marks);
  }
}
