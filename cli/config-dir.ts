import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where Assay keeps what belongs to the user of this machine, such as the development CA. */
export function configDir(environment: NodeJS.ProcessEnv = process.env): string {
  const { ASSAY_CONFIG_DIR: own, XDG_CONFIG_HOME: xdg, APPDATA: appData } = environment;
  if (own) return own;
  if (process.platform === 'win32' && appData) return join(appData, 'assay');
  return join(xdg || join(homedir(), '.config'), 'assay');
}
