// A proof of work, found while the person reads. Without it (no script, an old browser, no https) the form is sent all
// the same, and a colleague looks at it first.
const field = document.querySelector("input[name=proof]");
const state = document.getElementById("proof-state");
const PATIENCE_MS = 20000;

function solve() {
  const { challenge, salt, signature, most, worker: path } = field.dataset;
  const form = field.form;
  const worker = new Worker(path);
  let pressed = null; // the button that waits for the answer
  let over = false;
  const end = () => {
    if (over) return;
    over = true;
    worker.terminate();
    state.hidden = true;
    if (pressed) pressed.click();
  };
  worker.onmessage = ({ data }) => {
    if (data !== null) field.value = btoa(JSON.stringify({ algorithm: "SHA-256", challenge, number: data, salt, signature }));
    end();
  };
  worker.onerror = end;
  worker.postMessage({ challenge, salt, most: Number(most) });
  form.addEventListener("submit", (event) => {
    if (over || !event.submitter || event.submitter.id !== "send") return;
    event.preventDefault();
    pressed = event.submitter;
    state.hidden = false;
    setTimeout(end, PATIENCE_MS);
  });
}

if (field && state && window.Worker && window.isSecureContext) solve();
