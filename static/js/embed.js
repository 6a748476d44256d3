// Shows a form of Guichet inside another site: docs/administration.md has the lines to paste.
// Without this script, or where the frame may not be shown, the link stays as it is.
(function () {
  "use strict";
  var PATIENCE = 8000; // milliseconds until a frame that has not said a word is taken away again

  function show(place) {
    var link = place.querySelector("a[href]");
    if (!link || place.querySelector("iframe")) return;
    var address = new URL(link.href);
    address.searchParams.set("framed", "1");
    var frame = document.createElement("iframe");
    frame.src = address.href;
    frame.title = link.textContent.trim();
    frame.style.cssText = "display:block;width:100%;height:40rem;border:0";
    frame.setAttribute("referrerpolicy", "origin");
    frame.setAttribute("allow", "microphone"); // for a voice message
    place.insertBefore(frame, place.firstChild);
    var timer = setTimeout(function () { frame.remove(); }, PATIENCE);

    window.addEventListener("message", function (event) {
      if (event.origin !== address.origin || event.source !== frame.contentWindow || !event.data) return;
      var height = Number(event.data.guichetHeight);
      if (!(height > 0 && height < 100000)) return;
      clearTimeout(timer);
      frame.style.height = Math.ceil(height) + "px";
      if (event.data.guichetArrived && frame.getBoundingClientRect().top < 0) frame.scrollIntoView();
    });
  }

  function start() {
    document.querySelectorAll("[data-guichet]").forEach(show);
  }
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
