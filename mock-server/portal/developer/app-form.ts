import { html } from 'hono/html';
import type { App } from '../../context.ts';
import type { Html } from '../layout.ts';
import { input, type Problems, problemSummary, submit, tooLong } from './fields.ts';
import { field, type PageContext } from './page-context.ts';
import { type Product, products, productsById, productsOf } from './products.ts';
import { form, show } from './show.ts';
import { problemOfCallback } from './urls.ts';

/** What a developer says about an app (APP-1). */
export interface AppDetails {
  readonly name: string;
  readonly description: string;
  /** Empty: the app uses the portal's own authorization (APP-2). */
  readonly callback: string;
  readonly products: readonly Product[];
}

export function detailsIn(context: PageContext): AppDetails {
  return {
    name: field(context, 'name'),
    description: field(context, 'description'),
    callback: field(context, 'callback'),
    products: productsById(context.request.form?.getAll('product') ?? []),
  };
}

/** @param builtIn callbacks of the portal's own console */
export function detailsOf(app: App, builtIn: readonly string[]): AppDetails {
  return {
    name: app.name,
    description: app.description ?? '',
    callback: app.redirectUris.find((uri) => !builtIn.includes(uri)) ?? '',
    products: productsOf(app),
  };
}

export function problemsOf({ name, description, callback, products: chosen }: AppDetails): Problems {
  const problems: Record<string, string> = {};
  if (name === '') problems.name = 'Enter a name.';
  else if (/_prod$/i.test(name))
    problems.name = 'Names that end in _prod are those of applications with production access.';
  const long = tooLong(name, 80, 'The name');
  if (long !== undefined) problems.name ??= long;
  if (description === '') problems.description = 'Describe the application in a few words.';
  const wordy = tooLong(description, 1000, 'The description');
  if (wordy !== undefined) problems.description ??= wordy;
  const wrong = callback === '' ? undefined : problemOfCallback(callback);
  if (wrong !== undefined) problems.callback = wrong;
  if (chosen.length === 0) problems.product = 'Select at least one API product.';
  return problems;
}

export interface AppFormOptions {
  readonly title: string;
  readonly action: string;
  readonly label: string;
  readonly details: AppDetails;
  readonly problems: Problems;
}

export function showAppForm(
  context: PageContext,
  { title, action, label, details, problems }: AppFormOptions,
): void {
  const { publicUrl } = context.endpoint;
  show(
    context,
    title,
    html`<p class="crumbs"><a href="${publicUrl}/developer/apps">My Applications</a></p>
<h1>${title}</h1>
${problemSummary(problems)}
${form(
  context,
  action,
  html`${input({ name: 'name', label: 'Application name', hint: 'Members read it on the consent page.', value: details.name, maxlength: 80 }, problems)}
${input({ name: 'description', label: 'Description', type: 'textarea', value: details.description, maxlength: 1000 }, problems)}
${input(
  {
    name: 'callback',
    label: 'Callback URL',
    type: 'text',
    optional: true,
    hint: 'Where members are sent after they authorize your application. Leave it blank to use the built-in authorization of the API Catalog or Postman.',
    value: details.callback,
    maxlength: 2000,
  },
  problems,
)}
${productChoice(details.products, problems.product)}
<div class="buttons">${submit(label)}<a class="button" href="${publicUrl}/developer/apps">Cancel</a></div>`,
)}`,
    { status: Object.keys(problems).length > 0 ? 422 : 200, width: 'wide' },
  );
}

function productChoice(chosen: readonly Product[], problem: string | undefined): Html {
  const apis = Map.groupBy(products, ({ api }) => api);
  return html`<div id="product">${[...apis].map(
    ([
      api,
      ofApi,
    ]) => html`<fieldset${problem !== undefined && html` aria-describedby="product-error"`}><legend>${api}</legend>
${problem !== undefined && api === products[0]?.api && html`<span class="error" id="product-error">${problem}</span>`}
<div class="grid2">${ofApi.map(
      ({ id, name, about }) =>
        html`<label class="choice"><input type="checkbox" name="product" value="${id}"${
          chosen.some((one) => one.id === id) && ' checked'
        }><span>${name}</span><small>${about}</small></label>`,
    )}</div></fieldset>`,
  )}</div>`;
}
