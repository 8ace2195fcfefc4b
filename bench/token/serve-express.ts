import { randomBytes, timingSafeEqual } from 'node:crypto';
import express from 'express';

/** The least that a token endpoint on Express has to do: read the form, the Basic header, answer with a fresh token. */
const secret = Buffer.from('directory-app-secret');
const app = express();
app.disable('x-powered-by');
app.set('etag', false);
app.post('/token', express.urlencoded({ extended: false }), (request, response) => {
  const [, encoded = ''] = (request.headers.authorization ?? '').split(' ');
  const [id, given = ''] = Buffer.from(encoded, 'base64').toString().split(':');
  const sent = Buffer.from(given);
  const isKnown = id === 'directory-app' && sent.length === secret.length && timingSafeEqual(sent, secret);
  response.setHeader('cache-control', 'no-store');
  if (!isKnown || request.body.grant_type !== 'client_credentials') {
    response.status(401).json({ error: 'invalid_client' });
    return;
  }
  response.json({
    access_token: randomBytes(32).toString('base64url'),
    token_type: 'Bearer',
    expires_in: 3600,
    scope: 'system/*.read',
  });
});
app.listen(Number(process.argv.at(-1)), '127.0.0.1');
