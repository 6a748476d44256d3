// Small helps for the staff. Every page works without this file, and without htmx.

// After a fragment came back: to its errors if it has some, else to the element that asks for the focus.
document.addEventListener("htmx:afterSettle", (event) => {
  const target = event.detail.elt.querySelector(".error-summary, .has-error input, .has-error select, .has-error textarea, [data-focus]");
  target?.focus();
});

// The desk did not answer, or refused: say so, and leave everything typed where it is.
const trouble = document.getElementById("trouble");
for (const name of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
  document.addEventListener(name, () => {
    trouble.className = "alert alert-danger";
    trouble.textContent = trouble.dataset.offline;
  });
}
document.addEventListener("htmx:beforeRequest", () => {
  trouble.className = "visually-hidden";
  trouble.textContent = "";
});

// The session has ended, or the page is too old: ask again as a browser does, and the answer is a page that carries on.
document.addEventListener("htmx:responseError", ({ detail }) => {
  if (![401, 403].includes(detail.xhr.status)) return;
  const form = detail.elt.closest("form[method=post]");
  if (form) form.submit();
  else location.reload();
});

// j and k walk the rows of the queue, / goes to the search, r and n open the reply and the note.
const typing = (element) => element.matches("input, select, textarea, [contenteditable]");
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  const rows = [...document.querySelectorAll(".queue .about a")];
  const at = rows.indexOf(document.activeElement);
  const aims = { j: rows[at + 1], k: rows[Math.max(at - 1, 0)], "/": document.getElementById("bar-search") };
  const aim = aims[event.key] ?? document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!aim) return;
  event.preventDefault();
  if (aim.tagName === "DETAILS") aim.open = true;
  (aim.tagName === "DETAILS" ? aim.querySelector("textarea, input:not([type=hidden])") : aim)?.focus();
});

// A reply that may still be taken back: how many seconds are left, and the button goes when they are over.
// Who wants no motion sees the hour only; a screen reader hears the end, and no number every second.
function countDown(box) {
  if (!box || box.dataset.end) return;
  box.dataset.end = performance.now() + 1000 * box.dataset.seconds;
  const left = document.createElement("span");
  left.className = "undo-left";
  left.setAttribute("aria-hidden", "true");
  if (!matchMedia("(prefers-reduced-motion: reduce)").matches) box.append(left);
  const tick = () => {
    const seconds = Math.ceil((box.dataset.end - performance.now()) / 1000);
    left.textContent = box.dataset.left.replace("{seconds}", seconds);
    if (seconds > 0) return;
    clearInterval(timer);
    const [form, words] = [box.querySelector("form"), box.querySelector("[role=status]")];
    const hadFocus = form.contains(document.activeElement);
    form.remove();
    left.remove();
    words.textContent = box.dataset.over;
    if (hadFocus) words.focus();
  };
  const timer = setInterval(tick, 250);
  tick();
}
countDown(document.getElementById("undo"));
document.addEventListener("htmx:load", () => countDown(document.getElementById("undo")));
