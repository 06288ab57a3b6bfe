// A secret for each ballot that is being sent: if the answer is lost, the same ballot sent again gets the same receipt.

/** The secret of the ballot that is under way in this tab; a new one once that is done. */
export function onceFor(poll) {
  const key = `pos-once-${poll}`;
  const value = sessionStorage.getItem(key) ?? secret();
  sessionStorage.setItem(key, value);
  return { value, done: () => sessionStorage.removeItem(key) };
}

/** Also where the page is not served over TLS, so not crypto.randomUUID. */
function secret() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
