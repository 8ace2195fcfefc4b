import { html } from 'hono/html';
import type { Html } from '../layout.ts';

/** What is wrong with a form: by field name, in words for people. */
export type Problems = Readonly<Record<string, string>>;

export interface FieldOptions {
  readonly name: string;
  readonly label: string;
  readonly type?: 'text' | 'email' | 'password' | 'url' | 'date' | 'datetime-local' | 'textarea';
  readonly value?: string;
  readonly hint?: string;
  readonly autocomplete?: string;
  readonly optional?: boolean;
  readonly readonly?: boolean;
  readonly maxlength?: number;
  readonly className?: string;
}

/** A labelled input; its hint and what is wrong with it are read out with it. */
export function input(options: FieldOptions, problems: Problems = {}): Html {
  const { name, label, hint, optional = false } = options;
  const problem = problems[name];
  return html`<div class="field"><label for="${name}">${label}${optional && html` <small>(optional)</small>`}</label>
${hint !== undefined && html`<span class="hint" id="${name}-hint">${hint}</span>`}
${problem !== undefined && html`<span class="error" id="${name}-error">${problem}</span>`}
${control(options, problem !== undefined)}</div>`;
}

function control(options: FieldOptions, isWrong: boolean): Html {
  const { name, type = 'text', value = '', autocomplete, maxlength = 200, hint, className } = options;
  const describedBy = [hint === undefined ? '' : `${name}-hint`, isWrong ? `${name}-error` : ''].filter(
    Boolean,
  );
  const attributes = html` id="${name}" name="${name}" maxlength="${maxlength}"${!options.optional && html` required`}${
    options.readonly === true && html` readonly`
  }${isWrong && html` aria-invalid="true"`}${describedBy.length > 0 && html` aria-describedby="${describedBy.join(' ')}"`}${
    autocomplete !== undefined && html` autocomplete="${autocomplete}"`
  }${className !== undefined && html` class="${className}"`}`;
  return type === 'textarea'
    ? html`<textarea${attributes} rows="4">${value}</textarea>`
    : html`<input type="${type}" value="${value}"${attributes}>`;
}

/** Said before the form, with a link to each field that is wrong. */
export function problemSummary(problems: Problems): Html | false {
  const entries = Object.entries(problems);
  if (entries.length === 0) return false;
  return html`<div role="alert" id="problems" tabindex="-1"><strong>${entries.length === 1 ? 'One thing needs' : `${entries.length} things need`} your attention</strong>
<ul>${entries.map(([name, problem]) => html`<li><a href="#${name}">${problem}</a></li>`)}</ul></div>`;
}

export function submit(label: string, kind: 'main' | 'danger' = 'main'): Html {
  return html`<button class="${kind}" type="submit">${label}</button>`;
}

export function isEmail(text: string): boolean {
  return text.length <= 254 && /^[^\s@"<>(),;:\\]+@[^\s@"<>(),;:\\]+\.[^\s@"<>(),;:\\.]+$/.test(text);
}

/** @returns the problem, or `undefined` */
export function tooLong(text: string, most: number, what: string): string | undefined {
  return text.length > most
    ? `${what} has ${text.length} characters; at most ${most} are possible.`
    : undefined;
}

export function when(at: number): Html {
  const iso = new Date(at).toISOString();
  return html`<time datetime="${iso}">${iso.slice(0, 16).replace('T', ' ')} UTC</time>`;
}
