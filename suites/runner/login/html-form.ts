import { type HTMLElement, parse } from 'node-html-parser';
import type { HttpRequest } from '../http.ts';

/** A form of a page, with the values a browser would send. */
export interface HtmlForm {
  readonly element: HTMLElement;
  readonly method: string;
  readonly action: string;
  /** Name and value of every successful control, submit buttons left out. */
  readonly fields: readonly (readonly [string, string])[];
}

/** @param page as text, or parsed already */
export function formsOf(page: string | HTMLElement, pageUrl: string): HtmlForm[] {
  return (typeof page === 'string' ? parse(page) : page).querySelectorAll('form').map((element) => ({
    element,
    method: (element.getAttribute('method') ?? 'get').toUpperCase(),
    action: new URL(element.getAttribute('action') || pageUrl, pageUrl).href,
    fields: element.querySelectorAll('input, select, textarea').flatMap(controlValue),
  }));
}

function controlValue(control: HTMLElement): (readonly [string, string])[] {
  const name = control.getAttribute('name');
  const type = (control.getAttribute('type') ?? 'text').toLowerCase();
  if (!name || control.hasAttribute('disabled')) return [];
  if (['submit', 'button', 'image', 'reset', 'file'].includes(type)) return [];
  if (type === 'checkbox' || type === 'radio')
    return control.hasAttribute('checked') ? [[name, control.getAttribute('value') ?? 'on']] : [];
  if (control.tagName === 'SELECT') {
    const option = control.querySelector('option[selected]') ?? control.querySelector('option');
    return option ? [[name, option.getAttribute('value') ?? option.text]] : [];
  }
  return [[name, control.getAttribute('value') ?? (control.tagName === 'TEXTAREA' ? control.text : '')]];
}

/** The request a browser sends when the form is submitted with these fields. */
export function submission(form: HtmlForm, fields: readonly (readonly [string, string])[]): HttpRequest {
  const body = new URLSearchParams(fields.map(([name, value]) => [name, value])).toString();
  if (form.method !== 'POST') {
    const url = new URL(form.action);
    url.search = body;
    return { method: 'GET', url: url.href };
  }
  return {
    method: 'POST',
    url: form.action,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body,
  };
}

/** What a person reads on a button or link. */
export function labelOf(element: HTMLElement): string {
  return (element.text || element.getAttribute('value') || element.getAttribute('aria-label') || '').trim();
}
