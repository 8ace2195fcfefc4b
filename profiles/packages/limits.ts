/** What a package may be at most; beyond it, it is refused before it is unpacked further. */
export interface PackageLimits {
  readonly entries: number;
  /** Bytes of one file. */
  readonly fileBytes: number;
  /** Bytes of all files, unpacked. */
  readonly totalBytes: number;
  /** Unpacked bytes for each packed byte, looked at once `ratioFrom` bytes are unpacked. */
  readonly ratio: number;
  readonly ratioFrom: number;
}

const MB = 1024 * 1024;

export const PACKAGE_LIMITS: PackageLimits = {
  entries: 20_000,
  fileBytes: 64 * MB,
  totalBytes: 512 * MB,
  ratio: 100,
  ratioFrom: 16 * MB,
};

/** A JSON file of a package; the text is decoded when it is asked for. */
export interface FileText {
  /** Path from `package/` on, with slashes. */
  readonly file: string;
  text(): string;
}

/** Why a package cannot be used: one line that names it. */
export class PackageError extends Error {
  override readonly name = 'PackageError';

  constructor(path: string, reason: string) {
    super(`package ${path}: ${reason}`.replaceAll(/\s+/g, ' '));
  }
}

/** Files that can hold a resource or the manifest: at the top of `package/`, and examples. */
export const isWanted = (file: string): boolean => /^package\/(?:examples?\/.*)?[^/]+\.json$/.test(file);

/** Counts what is unpacked and refuses what goes beyond the limits. */
export class Meter {
  readonly #path: string;
  readonly #limits: PackageLimits;
  #entries = 0;
  #total = 0;

  constructor(path: string, limits: PackageLimits) {
    this.#path = path;
    this.#limits = limits;
  }

  /** @param bytes size of the entry as announced */
  entry(file: string, bytes: number): void {
    this.#entries += 1;
    if (this.#entries > this.#limits.entries) this.#refuse(`more than ${this.#limits.entries} entries`);
    if (bytes > this.#limits.fileBytes)
      this.#refuse(`${file} is larger than ${this.#limits.fileBytes} bytes`);
    this.#total += bytes;
    if (this.#total > this.#limits.totalBytes)
      this.#refuse(`more than ${this.#limits.totalBytes} bytes unpacked`);
  }

  /**
   * @param unpacked bytes that came out so far
   * @param packed bytes read so far
   */
  ratio(unpacked: number, packed: number): void {
    const { ratio, ratioFrom, totalBytes } = this.#limits;
    if (unpacked > totalBytes) this.#refuse(`more than ${totalBytes} bytes unpacked`);
    if (unpacked > ratioFrom && unpacked > packed * ratio)
      this.#refuse(`unpacks to over ${ratio} times its size`);
  }

  #refuse(reason: string): never {
    throw new PackageError(this.#path, `refused, ${reason}`);
  }
}
