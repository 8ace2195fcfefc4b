import type { Defect } from '../defect.ts';
import { changeStatement } from './support/statement.ts';

export const metadataOauthAddressesOfAnotherHost: Defect = {
  name: 'metadata.oauth-addresses-of-another-host',
  summary: 'The CapabilityStatement states the OAuth addresses of the host behind the proxy.',
  clause: 'FHIR R4 http.html#capabilities',
  rewrite: changeStatement((rest) =>
    JSON.parse(
      JSON.stringify(rest).replaceAll(
        /"valueUri":"https?:\/\/[^/"]+/g,
        '"valueUri":"http://internal.example:8443',
      ),
    ),
  ),
};
