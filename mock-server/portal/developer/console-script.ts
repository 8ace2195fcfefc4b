/**
 * Starts Swagger UI on the page, with the portal's own authorization. Two things differ from the usual: the bearer scheme
 * is written out whatever `token_type` says (the documented dialect says "BearerToken"), and the secret goes by HTTP Basic.
 */
export const consoleScript = `
const { document: url, redirect, client, scopes } = document.currentScript.dataset;
window.ui = SwaggerUIBundle({
  url,
  dom_id: '#console',
  deepLinking: true,
  validatorUrl: null,
  persistAuthorization: false,
  displayRequestDuration: true,
  docExpansion: 'list',
  defaultModelsExpandDepth: -1,
  oauth2RedirectUrl: redirect,
  requestInterceptor(request) {
    const value = request.headers?.Authorization ?? '';
    if (value.startsWith('BearerToken ')) request.headers.Authorization = 'Bearer ' + value.slice(12);
    return request;
  },
});
ui.initOAuth({
  clientId: client,
  scopes,
  usePkceWithAuthorizationCodeGrant: true,
  useBasicAuthenticationWithAccessCodeGrant: true,
});
`;

/** Hands what came back from the authorization endpoint to the console that opened this window. */
export const redirectScript = `
const query = new URLSearchParams(location.search);
const waiting = window.opener?.swaggerUIRedirectOauth2;
const at = document.getElementById('said');
if (!waiting) at.textContent = 'This page ends an authorization that the API Catalog has begun. There is none.';
else {
  const { auth, redirectUrl, state, callback, errCb } = waiting;
  const fail = (message) => errCb({ authId: auth.name, source: 'auth', level: 'error', message });
  if (query.get('state') !== state) fail('The state is not the one that was sent: this answer is not used.');
  else if (query.get('code')) {
    auth.code = query.get('code');
    callback({ auth, redirectUrl });
  } else fail('[' + query.get('error') + '] ' + (query.get('error_description') ?? 'no code was given'));
  window.close();
}
`;
