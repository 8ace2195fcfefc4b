import { OAuth2Server } from 'oauth2-mock-server';

const server = new OAuth2Server();
await server.issuer.keys.generate('ES256');
await server.start(Number(process.argv.at(-1)), '127.0.0.1');
