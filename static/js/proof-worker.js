// Looks for the number below `most` that, after `salt`, has the hash `challenge`. Answers it, or null.
const BATCH = 64; // hashes asked of the browser at once

async function search({ challenge, salt, most }) {
  const encoder = new TextEncoder();
  const wanted = challenge.match(/../g).map((digits) => parseInt(digits, 16));
  for (let start = 0; start <= most; start += BATCH) {
    const numbers = Array.from({ length: BATCH }, (_, at) => start + at);
    const hashes = await Promise.all(numbers.map((number) => crypto.subtle.digest("SHA-256", encoder.encode(salt + number))));
    const at = hashes.findIndex((hash) => {
      const bytes = new Uint8Array(hash);
      return wanted.every((byte, place) => byte === bytes[place]);
    });
    if (at >= 0) return numbers[at];
  }
  return null;
}

onmessage = ({ data }) => search(data).then(postMessage, () => postMessage(null));
