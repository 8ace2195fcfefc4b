import { randomUUID } from 'node:crypto';
import { createSecret, hashSecret } from '../../oauth/secrets.ts';
import {
  type AppBody,
  appProperties,
  changed,
  checkApp,
  type NewApp,
  newApp,
  shownApp,
  toldApp,
} from '../app-json.ts';
import { appNamed } from '../app-named.ts';
import { object, operation } from '../operation.ts';
import { ControlError } from '../problem.ts';

export const appOperations = [
  operation({
    id: 'listApps',
    method: 'GET',
    path: '/apps',
    tag: 'apps',
    summary: 'All registered apps',
    answer: {
      status: 200,
      description: 'By client id',
      schema: object({ apps: { type: 'array', items: shownApp } }, ['apps']),
    },
    run: async ({ endpoint }) => ({ apps: (await endpoint.core.apps.list()).map((app) => toldApp(app)) }),
  }),
  operation<NewApp>({
    id: 'createApp',
    method: 'POST',
    path: '/apps',
    tag: 'apps',
    summary: 'Registers an app; the answer is the only place where its secret is shown',
    body: object(
      {
        client_id: { type: 'string', pattern: '^[\\x21-\\x7e]{1,100}$', description: 'Made up without it' },
        client_secret: {
          type: 'string',
          pattern: '^[\\x21-\\x7e]{16,200}$',
          description: 'Made up without it',
        },
        public: { type: 'boolean', description: 'Without a secret: an app on a device or in a browser' },
        ...appProperties,
      },
      ['name'],
    ),
    example: { name: 'My app', redirect_uris: ['http://127.0.0.1:3000/callback'], risk: 'high' },
    answer: { status: 201, description: 'The app, with its secret', schema: shownApp },
    run: async ({ endpoint, body }) => {
      const { client_id: clientId = randomUUID(), public: isPublic = false } = body;
      if (await endpoint.core.apps.find(clientId))
        throw new ControlError(409, `client_id "${clientId}" is registered already`);
      if (isPublic && body.client_secret !== undefined)
        throw new ControlError(400, 'a public app has no client_secret');
      const secret = isPublic ? undefined : (body.client_secret ?? createSecret());
      const app = changed(newApp(clientId, body), body);
      const kept = secret === undefined ? app : { ...app, secretHash: hashSecret(secret) };
      checkApp(kept);
      await endpoint.core.apps.put(kept);
      return toldApp(kept, secret);
    },
  }),
  operation({
    id: 'getApp',
    method: 'GET',
    path: '/apps/{client_id}',
    tag: 'apps',
    summary: 'One app',
    answer: { status: 200, description: 'The app', schema: shownApp },
    run: async ({ endpoint, params }) => toldApp(await appNamed(params.client_id ?? '', endpoint, 404)),
  }),
  operation<AppBody>({
    id: 'changeApp',
    method: 'PATCH',
    path: '/apps/{client_id}',
    tag: 'apps',
    summary: 'Changes what is named: the risk category, redirect URIs, lifetimes of tokens, …',
    body: { ...object(appProperties), minProperties: 1 },
    example: { risk: 'high', lifetimes: { access_token: 60 } },
    answer: { status: 200, description: 'The app as it is now', schema: shownApp },
    run: async ({ endpoint, params, body }) => {
      const app = changed(await appNamed(params.client_id ?? '', endpoint, 404), body);
      checkApp(app);
      await endpoint.core.apps.put(app);
      return toldApp(app);
    },
  }),
  operation({
    id: 'renewSecret',
    method: 'POST',
    path: '/apps/{client_id}/secret',
    tag: 'apps',
    summary: 'Gives an app a new secret; the old one ends',
    answer: { status: 200, description: 'The app, with its secret', schema: shownApp },
    run: async ({ endpoint, params }) => {
      const app = await appNamed(params.client_id ?? '', endpoint, 404);
      if (app.secretHash === undefined)
        throw new ControlError(409, `client_id "${app.clientId}" is a public app: it has no secret`);
      const secret = createSecret();
      const kept = { ...app, secretHash: hashSecret(secret) };
      await endpoint.core.apps.put(kept);
      return toldApp(kept, secret);
    },
  }),
  operation({
    id: 'deleteApp',
    method: 'DELETE',
    path: '/apps/{client_id}',
    tag: 'apps',
    summary: 'Removes an app; its tokens open nothing any more',
    answer: { status: 204, description: 'Removed' },
    run: async ({ endpoint, params }) => {
      await appNamed(params.client_id ?? '', endpoint, 404);
      await endpoint.core.apps.remove(params.client_id ?? '');
    },
  }),
];
