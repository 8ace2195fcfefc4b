import type { Defect } from '../defect.ts';
import { changeRedirect, isAuthorizeRequest } from './support/replies.ts';

export const authorizeErrorDescriptionMarkup: Defect = {
  name: 'authorize.error-description-markup',
  summary: 'The description of an error redirect holds markup.',
  clause: 'RFC 6749 §4.1.2.1',
  rewrite: (reply, request) =>
    isAuthorizeRequest(request)
      ? changeRedirect(reply, (url) => {
          if (url.searchParams.has('error'))
            url.searchParams.set('error_description', '<b>"response_type"</b> is missing');
        })
      : reply,
};
