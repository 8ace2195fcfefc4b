import { grantsFor, products, productsById, typesOf } from '../../portal/developer/products.ts';
import { problemOfPublicUrl } from '../../portal/developer/urls.ts';
import { drivableStates, driveRequest } from '../../portal/production/drive.ts';
import { object, operation, text } from '../operation.ts';
import { ControlError } from '../problem.ts';

interface Wanted {
  readonly name: string;
  readonly email?: string;
  readonly callback?: string;
  readonly products?: readonly string[];
  readonly level?: 'low' | 'medium' | 'high';
  readonly state?: (typeof drivableStates)[number];
}

const ids = products.map(({ id }) => id);
const credentials = object({ clientId: text, clientSecret: text }, ['clientId', 'clientSecret']);

export const productionOperations = [
  operation<Wanted>({
    id: 'driveProductionRequest',
    method: 'POST',
    path: '/production-requests',
    tag: 'apps',
    summary: 'Registers an app and takes its request for production access as far as wanted, in one call',
    body: object(
      {
        name: { type: 'string', minLength: 1, maxLength: 80 },
        email: {
          type: 'string',
          pattern: '^[^ @]+@[^ @]+[.][^ @]+$',
          description: 'Of the developer; registered when it is new',
        },
        callback: { type: 'string', description: 'Of the _prod app: https' },
        products: { type: 'array', items: { enum: ids }, minItems: 1 },
        level: { enum: ['low', 'medium', 'high'], description: 'Which answers are given' },
        state: { enum: drivableStates },
      },
      ['name'],
    ),
    example: { name: 'Claims Diary', level: 'medium', state: 'granted' },
    answer: {
      status: 201,
      description: 'The app, and the _prod app when it is granted, with their secrets',
      schema: object(
        {
          clientId: text,
          clientSecret: text,
          requestId: text,
          state: { enum: drivableStates },
          score: object({ rating: { type: 'integer' }, level: { enum: ['low', 'medium', 'high'] } }),
          production: credentials,
        },
        ['clientId', 'clientSecret', 'requestId', 'state', 'score'],
      ),
    },
    run: async ({ endpoint, body }) => {
      if (!endpoint.core.portal) throw new ControlError(404, 'this sandbox has no developer portal');
      const {
        callback = 'https://app.example/callback',
        products: chosen = ids,
        email = 'developer@app.example',
      } = body;
      const problem = problemOfPublicUrl(callback);
      if (problem !== undefined) throw new ControlError(400, `callback "${callback}": ${problem}`);
      const own = productsById(chosen);
      return driveRequest(endpoint, {
        name: body.name,
        developer: { email, name: 'Developer', organization: 'Registered by the control plane' },
        products: typesOf(own),
        grants: grantsFor(own),
        callback,
        level: body.level ?? 'low',
        state: body.state ?? 'granted',
      });
    },
  }),
];
