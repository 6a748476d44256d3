// Small helps for the public pages. Every page works without this file. It is written for old telephones: in the
// language of 2009, and each help stands alone, so that one that a browser cannot run takes no other with it.
(function () {
  "use strict";

  var TYPING_PAUSE_MS = 1200;
  var LARGEST_PHOTO_BYTES = 40 * 1024 * 1024; // beyond that a telephone runs out of memory
  var PHOTO_QUALITY = 0.85;

  function each(selector, help) {
    var found = document.querySelectorAll(selector);
    for (var at = 0; at < found.length; at++) {
      try {
        help(found[at]);
      } catch (trouble) {
        // The page works without.
      }
    }
  }

  function show(element, isShown) {
    if (element && isShown) element.removeAttribute("hidden");
    else if (element) element.setAttribute("hidden", "");
  }

  function add(parent, tag, className) {
    var made = document.createElement(tag);
    made.className = className;
    parent.appendChild(made);
    return made;
  }

  // A question that hangs on an answer of the same step shows only when that answer is given.
  function follow(field) {
    var values = field.getAttribute("data-shown-in").split(" ");
    var sources = document.getElementsByName(field.getAttribute("data-shown-when"));
    function decide() {
      var isShown = false;
      for (var at = 0; at < sources.length; at++) {
        var isTick = sources[at].type === "radio" || sources[at].type === "checkbox";
        if ((!isTick || sources[at].checked) && values.indexOf(sources[at].value) >= 0) isShown = true;
      }
      show(field, isShown);
    }
    for (var at = 0; at < sources.length; at++) sources[at].addEventListener("change", decide);
    if (sources.length) decide();
  }

  // How many characters are left, from nine tenths of the limit on.
  function count(area) {
    var line = document.createElement("p");
    line.className = "counter";
    line.setAttribute("role", "status");
    area.parentNode.insertBefore(line, area.nextSibling);
    function tell() {
      var length = area.value.replace(/[\uD800-\uDBFF][\uDC00-\uDFFF]/g, "x").length;
      var left = Number(area.getAttribute("data-limit")) - length;
      var words = left < 0 ? area.getAttribute("data-over") + " " + -left : area.getAttribute("data-left") + " " + left;
      line.textContent = length < Number(area.getAttribute("data-counter-from")) ? "" : words;
    }
    area.addEventListener("input", tell);
    tell();
  }

  function offerPrint(button) {
    show(button, true);
    button.addEventListener("click", function () {
      print();
    });
  }

  // What is typed is kept on the server for a while, for this browser only, so that a telephone that goes dark costs
  // nothing. On a confidential form only where its box is ticked.
  function keepDraft(form) {
    var box = document.getElementById("id_remember");
    var line = document.getElementById("draft-kept");
    var timer = 0;
    var isLeaving = false;
    var kept = "";

    function content() {
      return written(form) + "&step=" + encodeURIComponent(form.getAttribute("data-step"));
    }
    function save() {
      clearTimeout(timer);
      var now = written(form);
      if (isLeaving || now === kept || (box && !box.checked)) return;
      kept = now;
      send(content());
    }
    function send(body) {
      var request = new XMLHttpRequest();
      request.open("POST", form.getAttribute("data-draft"));
      request.setRequestHeader("Content-Type", "application/x-www-form-urlencoded");
      request.onload = function () {
        if (request.status === 204) show(line, !box || box.checked);
      };
      request.send(body);
    }
    function later() {
      clearTimeout(timer);
      timer = setTimeout(save, TYPING_PAUSE_MS);
    }
    form.addEventListener("input", later);
    form.addEventListener("change", later);
    form.addEventListener("submit", function () {
      isLeaving = true; // what is sent is kept, or erased, by what it is sent to
    });
    window.addEventListener("pageshow", function () {
      isLeaving = false;
    });
    document.addEventListener("visibilitychange", function () {
      if (document.visibilityState === "hidden") save();
    });
    if (!box) {
      var asked = add(form, "input", ""); // on other forms this script asks, so that each step that is sent is kept
      asked.type = "hidden";
      asked.name = "remember";
      asked.value = "1";
    } else {
      show(document.getElementById("remember"), true);
      box.addEventListener("change", function () {
        kept = written(form);
        send(content()); // unticked, it erases
      });
    }
    kept = written(form);
  }

  // The form as its own button would post it, but for files.
  function written(form) {
    var pairs = [];
    for (var at = 0; at < form.elements.length; at++) {
      var field = form.elements[at];
      var isTick = field.type === "radio" || field.type === "checkbox";
      if (!field.name || /^(file|submit|button|reset|fieldset)$/.test(field.type) || (isTick && !field.checked)) continue;
      pairs.push(encodeURIComponent(field.name) + "=" + encodeURIComponent(field.value));
    }
    return pairs.join("&");
  }

  // A file leaves as soon as it is chosen, with a bar that shows how far it is; where that fails the text stays, and
  // one tap tries again. What could not leave by itself leaves with the page, as without a script.
  function sendFiles(zone) {
    var form = document.getElementById("answers");
    var state = document.createElement("div");
    state.className = "files-state";
    zone.parentNode.insertBefore(state, zone);
    var words = add(state, "p", "muted");
    words.setAttribute("role", "status");

    function upload(input) {
      var chosen = Array.prototype.slice.call(input.files);
      if (!chosen.length) return;
      words.textContent = zone.getAttribute("data-sending");
      var body = new FormData();
      body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
      var ticks = zone.querySelectorAll("input:checked");
      for (var at = 0; at < ticks.length; at++) body.append(ticks[at].name, ticks[at].value);
      (function next() {
        var file = chosen.shift();
        if (!file) return leave(input, body);
        makeSmaller(file, Number(zone.getAttribute("data-photo-side")), function (content, name) {
          body.append(input.name, content, name);
          next();
        });
      })();
    }
    function leave(input, body) {
      clear();
      var bar = add(state, "progress", "");
      bar.setAttribute("aria-label", zone.getAttribute("data-sending"));
      bar.max = 1;
      bar.value = 0;
      var request = new XMLHttpRequest();
      request.open("POST", zone.getAttribute("data-action"));
      request.upload.onprogress = function (event) {
        if (event.lengthComputable) bar.value = event.loaded / event.total;
      };
      request.onload = function () {
        if (request.status !== 200 && request.status !== 422) return failed(input);
        clear();
        words.textContent = "";
        input.value = ""; // it has left: the page need not bring it again
        zone.innerHTML = request.responseText;
        input.dispatchEvent(new Event("change", { bubbles: true }));
      };
      request.onerror = request.ontimeout = function () {
        failed(input);
      };
      request.send(body);
    }
    function failed(input) {
      clear();
      words.textContent = zone.getAttribute("data-failed");
      var again = add(state, "button", "btn");
      again.type = "button";
      again.textContent = zone.getAttribute("data-again");
      again.addEventListener("click", function () {
        upload(input);
      });
    }
    function clear() {
      while (state.lastChild !== words) state.removeChild(state.lastChild);
    }

    if (!window.FormData || !("upload" in new XMLHttpRequest())) return;
    form.addEventListener("change", function (event) {
      if (event.target.type === "file" && event.target.name === "attachments") upload(event.target);
    });
  }

  // A photo of a letter needs no twelve megapixels. What would not get smaller, or might come out lying on its side, is
  // left as it is; so is HEIC, which browsers cannot draw.
  function makeSmaller(file, side, then) {
    var keepsUpright = window.CSS && CSS.supports && CSS.supports("image-orientation", "from-image");
    var canDraw = /^image\/(jpeg|png|webp)$/.test(file.type) && window.FileReader && HTMLCanvasElement.prototype.toBlob;
    function asItIs() {
      then(file, file.name);
    }
    if (!keepsUpright || !canDraw || file.size > LARGEST_PHOTO_BYTES) return asItIs();
    var reader = new FileReader();
    reader.onerror = asItIs;
    reader.onload = function () {
      var image = new Image();
      image.onerror = asItIs;
      image.onload = function () {
        var scale = side / Math.max(image.naturalWidth, image.naturalHeight);
        if (!(scale < 1)) return asItIs();
        var canvas = document.createElement("canvas");
        canvas.width = Math.round(image.naturalWidth * scale);
        canvas.height = Math.round(image.naturalHeight * scale);
        var pen = canvas.getContext("2d");
        pen.fillStyle = "#fff"; // paper behind what is transparent
        pen.fillRect(0, 0, canvas.width, canvas.height);
        pen.drawImage(image, 0, 0, canvas.width, canvas.height);
        canvas.toBlob(
          function (made) {
            if (made && made.size < file.size) then(made, file.name.replace(/\.\w+$/, "") + ".jpg");
            else asItIs();
          },
          "image/jpeg",
          PHOTO_QUALITY
        );
      };
      image.src = reader.result;
    };
    reader.readAsDataURL(file);
  }

  each("[data-shown-when]", follow);
  each("textarea[data-limit]", count);
  each("[data-print]", offerPrint);
  each("form[data-draft]", keepDraft);
  each("#files", sendFiles);
})();
