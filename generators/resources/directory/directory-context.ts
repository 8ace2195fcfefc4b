import type { IdCodec } from '../../ids.ts';
import type { Providers } from '../../sites.ts';

/** What the resources of the directory are made with. */
export interface DirectoryContext {
  readonly seed: string;
  readonly anchorYear: number;
  readonly codec: IdCodec;
  readonly providers: Providers;
}
