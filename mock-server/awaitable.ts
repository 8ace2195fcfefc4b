/**
 * A value that is there, or will be. Most requests are answered from memory: what need not wait is done at once, as
 * a dozen turns of the microtask queue cost as much as a read itself. `await` takes both.
 */
export type Awaitable<T> = T | Promise<T>;

/** Goes on with the value, at once if it is there. */
export function after<T, U>(value: Awaitable<T>, next: (value: T) => Awaitable<U>): Awaitable<U> {
  return value instanceof Promise ? value.then(next) : next(value);
}

/** What `run` throws, at once or later, is answered by `recover`. */
export function recovered<T>(
  run: () => Awaitable<T>,
  recover: (error: unknown) => Awaitable<T>,
): Awaitable<T> {
  try {
    const value = run();
    return value instanceof Promise ? value.catch(recover) : value;
  } catch (error) {
    return recover(error);
  }
}
