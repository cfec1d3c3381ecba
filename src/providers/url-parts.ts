import { PlugboardError } from '../kernel/errors.ts';

/** How addresses are put together, so that nothing a tenant typed leaves the place that it was typed into. */

const urlPart = /^[a-z0-9-]{1,63}$/;

/** A part of a host or path that tenants type: a resource, a region, a location, a project. */
export function isUrlPart(text: string): boolean {
  return urlPart.test(text);
}

/** `.` and `..` survive encoding: every reader of URLs takes `%2e%2e` for a step up as well. */
export function isDotSegment(segment: string): boolean {
  return /^(\.|%2e){1,2}$/i.test(segment);
}

/** Every control character, so that no model's name breaks a line anywhere. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
const control = /[\u0000-\u001f\u007f]/;

/** A model's name as one segment of a path. */
export function encodeSegment(model: string): string {
  const name = model.trim();
  if (name === '' || isDotSegment(name) || control.test(name) || !name.isWellFormed()) {
    const detail = 'This is not the name of a model.';
    throw new PlugboardError('invalid_request', { detail, errors: [{ field: 'model', detail }] });
  }
  return encodeURIComponent(name);
}

/** Base and path with exactly one slash between them. Both were read already; neither is parsed again. */
export function joinUrl(base: string, path: string): string {
  return `${withoutSlash(base)}/${path.startsWith('/') ? path.replace(/^\/+/, '') : path}`;
}

function withoutSlash(base: string): string {
  return base.endsWith('/') ? base.replace(/\/+$/, '') : base;
}

/** Puts the model's name into `{model}` of a path that the tenant typed. */
export function fillModel(path: string, model: string): string {
  return path.includes('{model}') ? path.replaceAll('{model}', () => encodeSegment(model)) : path;
}

export function originOf(url: string): string {
  return new URL(url).origin;
}

/** Whether a URL's host is a provider's own: that very name or one below it. */
export function isHostOf(url: string, domain: string): boolean {
  const { hostname } = new URL(url);
  return hostname === domain || hostname.endsWith(`.${domain}`);
}
