/**
 * Starts Swagger UI on the page, with the portal's own authorization. Three things differ from the usual: the bearer
 * scheme is written out whatever `token_type` says (the documented dialect says "BearerToken"), the secret goes by HTTP
 * Basic, and examples of search parameters are told instead of filled in: all of them at once would find nothing.
 */
export const consoleScript = `
const { document: address, redirect, client, scopes, expansion } = document.currentScript.dataset;

function withoutExamples(parameter) {
  if (parameter.in !== 'query') return;
  const example = parameter.example ?? parameter.schema?.example ?? Object.values(parameter.examples ?? {})[0]?.value;
  delete parameter.example;
  delete parameter.examples;
  delete parameter.schema?.example;
  delete parameter.schema?.examples;
  if (example !== undefined) parameter.description = (parameter.description ?? '') + ' Such as ' + example;
}

async function start() {
  const spec = await (await fetch(address)).json();
  const operations = Object.values(spec.paths).flatMap((path) => [path, ...Object.values(path)]);
  for (const { parameters } of operations) parameters?.forEach(withoutExamples);
  Object.values(spec.components?.parameters ?? {}).forEach(withoutExamples);
  window.ui = SwaggerUIBundle({
    spec,
    dom_id: '#console',
    deepLinking: true,
    validatorUrl: null,
    displayRequestDuration: true,
    docExpansion: expansion,
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
    scopes: scopes === '' ? [] : [scopes],
    usePkceWithAuthorizationCodeGrant: true,
    useBasicAuthenticationWithAccessCodeGrant: true,
  });
}
// The page has its main landmark already.
new MutationObserver(() => {
  for (const main of document.querySelectorAll('#console main, #console [role=main]')) main.setAttribute('role', 'group');
}).observe(document.getElementById('console'), { childList: true, subtree: true });
start();
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
