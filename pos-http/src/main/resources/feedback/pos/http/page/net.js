// Calls of the server, and the token that they carry.
import { language, t } from './texts.js';

const TOKEN = 'pos-token';
const root = new URL('../', import.meta.url);

/** What the server refused, in its own words. */
export class Problem extends Error {
  constructor(status, body) {
    super(body.detail || body.title || t('net.failed', status));
    this.status = status;
    this.reason = body.reason ?? '';
    this.fields = body.errors ?? [];
  }
}

/** Tells when the token has changed. */
export const tokens = new EventTarget();

/** Kept for this tab only, and gone with it. */
export function token() {
  return sessionStorage.getItem(TOKEN);
}

export function keepToken(value) {
  if (value) {
    sessionStorage.setItem(TOKEN, value);
  } else {
    sessionStorage.removeItem(TOKEN);
  }
  tokens.dispatchEvent(new Event('change'));
}

/** The address of a page of this server in the language that the reader has chosen. */
export function pageAddress(path) {
  const address = new URL(path, root);
  const chosen = new URLSearchParams(location.search).get('lang');
  if (chosen) {
    address.searchParams.set('lang', chosen);
  }
  return address.href;
}

/**
 * Calls the server and gives what it answers.
 *
 * @throws Problem for whatever is not done
 */
export async function call(method, path, { body, headers, bearer = token() } = {}) {
  const sent = { 'Accept-Language': language, ...headers };
  if (body !== undefined) {
    sent['Content-Type'] = 'application/json';
  }
  if (bearer) {
    sent.Authorization = `Bearer ${bearer}`;
  }
  let response;
  try {
    response = await fetch(new URL(path, root), { method, headers: sent, body: body && JSON.stringify(body), cache: 'no-store' });
  } catch {
    throw new Problem(0, { detail: t('net.unreachable') });
  }
  const answer = await read(response);
  if (response.ok) {
    return answer;
  }
  throw new Problem(response.status, answer);
}

async function read(response) {
  try {
    return await response.json();
  } catch {
    return {};
  }
}

export function get(path, parameters = {}) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== null && value !== undefined && value !== '') {
      query.set(name, value);
    }
  }
  return call('GET', query.size > 0 ? `${path}?${query}` : path);
}

/**
 * Saves what is at an address as a file: a plain link would not carry the token.
 *
 * @throws Problem for whatever is not done
 */
export async function download(path, name) {
  const headers = { Authorization: `Bearer ${token()}`, 'Accept-Language': language };
  const response = await fetch(new URL(path, root), { headers, cache: 'no-store' });
  if (!response.ok) {
    throw new Problem(response.status, await read(response));
  }
  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** Does a verb to a message as the reader has seen it: if it has changed since, the server refuses. */
export function act(message, verb, body) {
  return call('POST', `api/v1/messages/${message.id}/${verb}`, { body, headers: { 'If-Match': `"${message.version}"` } });
}

/** What the deployment tells its pages. */
export const settings = await call('GET', 'page/settings.json', { bearer: null });
