import { authenticateClient } from '../../../oauth/authenticate-client.ts';
import { type Defect, replaceStep } from '../../defect.ts';

/** Takes a client at its id alone when it sends no secret at all, for some grant types. */
export function authenticationOptional(
  isServed: (grantType: string | undefined) => boolean,
): NonNullable<Defect['replacementOf']> {
  return replaceStep(authenticateClient, async (context) => {
    const { request, parameters, endpoint } = context;
    const hasSecret = request.headers.authorization !== undefined || parameters.has('client_secret');
    const app = await endpoint.core.apps.find(parameters.get('client_id') ?? '');
    if (!hasSecret && app && isServed(parameters.get('grant_type'))) context.client = app;
    else await authenticateClient.run(context);
  });
}
