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
