/** The state can't be opened. The message is one line for people: what is wrong, and what helps. */
export class StateError extends Error {
  override readonly name = 'StateError';
}
