// Small helps for the public pages. Every page works without this file.

// A question that hangs on an answer of the same step shows only when that answer is given.
function follow(field) {
  const name = field.dataset.shownWhen;
  const values = field.dataset.shownIn.split(" ");
  const sources = document.getElementsByName(name);
  if (!sources.length) return;
  const show = () => {
    field.hidden = ![...sources].some((source) =>
      ["radio", "checkbox"].includes(source.type) ? source.checked && values.includes(source.value) : values.includes(source.value));
  };
  sources.forEach((source) => source.addEventListener("change", show));
  show();
}

// How many characters are left, from nine tenths of the limit on.
function count(area) {
  const { limit, counterFrom, left, over } = area.dataset;
  const line = document.createElement("p");
  line.className = "counter";
  line.setAttribute("role", "status");
  area.after(line);
  const show = () => {
    const length = [...area.value].length;
    const rest = limit - length;
    line.textContent = length < counterFrom ? "" : rest < 0 ? `${over} ${-rest}` : `${left} ${rest}`;
  };
  area.addEventListener("input", show);
  show();
}

document.querySelectorAll("[data-shown-when]").forEach(follow);
document.querySelectorAll("textarea[data-limit]").forEach(count);
document.querySelectorAll("[data-print]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => print());
});
