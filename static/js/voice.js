// A recorder beside the file field for a voice message. The field works without this file, by the phone's own recorder.

const KINDS = [["audio/webm;codecs=opus", "webm"], ["audio/mp4", "m4a"], ["audio/ogg;codecs=opus", "ogg"]];
const BITS_A_SECOND = 32000; // of speech
const PIECE_MILLISECONDS = 500;

function recorder(box) {
  const field = document.getElementById(box.dataset.for);
  const kind = KINDS.find(([mime]) => MediaRecorder.isTypeSupported(mime));
  if (!field || !kind) return;
  const part = (name) => box.querySelector(`[data-${name}]`);
  const [record, stop, remove, time, state] = ["record", "stop", "delete", "time", "state"].map(part);
  const sound = box.querySelector("audio");
  const language = document.documentElement.lang;
  const size = new Intl.NumberFormat(language, { style: "unit", unit: "megabyte", maximumFractionDigits: 1 });
  let running = null;

  const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;
  const show = (seconds, bytes) => {
    time.textContent = `${clock(seconds)} / ${clock(box.dataset.seconds)} · ${size.format(bytes / 1048576)}`;
  };
  const buttons = (shown) => [record, stop, remove].forEach((button) => { button.hidden = !shown.includes(button); });

  function forget() {
    if (sound.src) URL.revokeObjectURL(sound.src);
    sound.removeAttribute("src");
    sound.hidden = true;
    field.value = "";
    time.textContent = "";
    buttons([record]);
  }

  // The recording becomes the file of the field: the form sends it like any other.
  function keep(pieces, sentence) {
    const file = new File(pieces, `message-vocal.${kind[1]}`, { type: kind[0].split(";")[0] });
    const files = new DataTransfer();
    files.items.add(file);
    field.files = files.files;
    sound.src = URL.createObjectURL(file);
    sound.hidden = false;
    state.textContent = sentence;
    buttons([remove]);
    remove.focus();
  }

  async function start() {
    forget();
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch {
      state.textContent = box.dataset.failed;
      return;
    }
    const pieces = [];
    const began = Date.now();
    let bytes = 0;
    let sentence = box.dataset.ready;
    running = new MediaRecorder(stream, { mimeType: kind[0], audioBitsPerSecond: BITS_A_SECOND });
    running.ondataavailable = ({ data }) => {
      pieces.push(data);
      bytes += data.size;
      const seconds = (Date.now() - began) / 1000;
      show(seconds, bytes);
      const isFull = seconds >= box.dataset.seconds || bytes > box.dataset.bytes * 0.95;
      if (isFull && running.state === "recording") {
        sentence = box.dataset.full;
        running.stop();
      }
    };
    running.onstop = () => {
      stream.getTracks().forEach((track) => track.stop());
      keep(pieces, sentence);
    };
    running.start(PIECE_MILLISECONDS);
    show(0, 0);
    state.textContent = box.dataset.recording;
    buttons([stop]);
    stop.focus();
  }

  record.addEventListener("click", start);
  stop.addEventListener("click", () => running.stop());
  remove.addEventListener("click", () => {
    forget();
    state.textContent = "";
    record.focus();
  });
  field.addEventListener("change", () => { if (running) sound.hidden = true; });
  box.hidden = false;
}

// Pressing "Continue" while speaking: what was said until then goes along, once it is a file.
function sendAfterStop(form) {
  form.addEventListener("submit", (event) => {
    const speaking = form.querySelector("[data-stop]:not([hidden])");
    if (!speaking) return;
    event.preventDefault();
    const button = event.submitter;
    speaking.click();
    setTimeout(() => form.requestSubmit(button), 2 * PIECE_MILLISECONDS);
  });
}

if (navigator.mediaDevices && window.MediaRecorder && window.DataTransfer) {
  document.querySelectorAll(".recorder").forEach(recorder);
  document.querySelectorAll("form").forEach(sendAfterStop);
}
