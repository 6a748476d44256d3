// In a frame of another site: tells the page around it how high this one is, at its arrival and whenever that changes.
(function () {
  "use strict";
  if (window.parent === window) return;
  let last = 0;
  function tell(arrived) {
    const height = Math.ceil(document.body.getBoundingClientRect().height);
    if (height === last && !arrived) return;
    last = height;
    // To whoever shows us: it is a number, and only EMBED_ORIGINS may show us.
    window.parent.postMessage({ guichetHeight: height, guichetArrived: arrived }, "*");
  }
  if ("ResizeObserver" in window) new ResizeObserver(() => tell(false)).observe(document.body);
  tell(true);
})();
