// Leaving at once. The link works without this file; with it the page goes blank first, Escape pressed three times does
// the same, and the browser's own way back leads out again: each page that one comes back to replaces itself.
(function () {
  const KEY = "leave", PRESSES = 3, WITHIN_MS = 5000;

  function kept() {
    try { return sessionStorage.getItem(KEY); } catch (error) { return null; }
  }

  function keep(href) {
    try { href ? sessionStorage.setItem(KEY, href) : sessionStorage.removeItem(KEY); } catch (error) { /* not allowed */ }
  }

  function go(href) {
    document.documentElement.hidden = true;
    document.title = "";
    location.replace(href);
  }

  // Back in history: out again. A page that was asked for anew is meant to be seen.
  const visited = performance.getEntriesByType && performance.getEntriesByType("navigation")[0];
  if (visited && visited.type === "back_forward") { if (kept()) go(kept()); } else keep("");
  addEventListener("pageshow", (event) => { if (event.persisted && kept()) go(kept()); });

  // The house forgets the visit and the confirmation, so that nothing opens them again on this telephone.
  function forget(link) {
    const token = document.querySelector("[name=csrfmiddlewaretoken]");
    if (!link.dataset.forget || !token) return;
    const body = new URLSearchParams({ csrfmiddlewaretoken: token.value });
    fetch(link.dataset.forget, { method: "POST", body, keepalive: true, redirect: "manual" }).catch(() => {});
  }

  function leave(event, link) {
    event.preventDefault();
    keep(link.href);
    document.documentElement.hidden = true;
    forget(link);
    go(link.href);
  }

  addEventListener("DOMContentLoaded", () => {
    const link = document.getElementById("quick-exit");
    if (!link) return;
    document.querySelector(".quit-key").hidden = false;
    let pressed = [];
    link.addEventListener("click", (event) => leave(event, link));
    addEventListener("keydown", (event) => {
      const now = Date.now();
      pressed = event.key === "Escape" ? [...pressed, now].filter((at) => now - at < WITHIN_MS) : [];
      if (pressed.length >= PRESSES) leave(event, link);
    });
  });
})();
