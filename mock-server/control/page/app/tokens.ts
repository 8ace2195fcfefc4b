import { act, isRecord, listIn, send } from './api.ts';
import { byId, input, onClick, onSubmit, options, select } from './dom.ts';

const appsByGrant = new Map<string, boolean>();

export async function showTokenChoices(): Promise<void> {
  const [apps, members] = await Promise.all([send('GET', '/apps'), send('GET', '/members')]);
  const listed = listIn(apps.body, 'apps');
  appsByGrant.clear();
  for (const app of listed) {
    const isForMembers = Array.isArray(app.grants) && app.grants.includes('authorization_code');
    appsByGrant.set(String(app.client_id), isForMembers);
  }
  options(
    select('token-app'),
    listed.map((app) => [String(app.client_id), `${String(app.name)} (${String(app.client_id)})`]),
  );
  options(
    select('token-member'),
    listIn(members.body, 'personas').map((one) => [
      String(one.userName),
      `${String(one.displayName)} – ${String(one.note)}`,
    ]),
  );
  chooseMember();
}

/** A token of an app for the directory is no member's. */
function chooseMember(): void {
  byId('token-of', HTMLElement).hidden = appsByGrant.get(select('token-app').value) !== true;
}

export function startTokens(): void {
  select('token-app').addEventListener('change', chooseMember);
  onSubmit('token-form', async () => {
    const isForMembers = appsByGrant.get(select('token-app').value) === true;
    const types = input('token-types')
      .value.split(/[\s,]+/)
      .filter(Boolean);
    const body = await act(
      'POST',
      '/tokens',
      {
        client_id: select('token-app').value,
        expires_in: Number(select('token-life').value),
        ...(isForMembers && { user_name: input('token-user').value || select('token-member').value }),
        ...(isForMembers && types.length > 0 && { types }),
      },
      'The token is made.',
    );
    if (!isRecord(body)) return;
    byId('token', HTMLTextAreaElement).value = String(body.access_token);
    byId('token-made', HTMLElement).hidden = false;
  });
  onClick('token-copy', async () => {
    const field = byId('token', HTMLTextAreaElement);
    field.select();
    await navigator.clipboard?.writeText(field.value).catch(() => {});
  });
}
