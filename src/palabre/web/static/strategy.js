// What the pages of the strategy cannot do by themselves: put the cursor on a line of the text, and ask before what was
// written is left behind.
(() => {
  "use strict";

  function goTo(line, column) {
    const text = document.getElementById("text");
    if (!text) return;
    const lines = text.value.split("\n");
    const before = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
    const at = Math.min(before + Math.max(column, 1) - 1, text.value.length);
    text.focus();
    text.setSelectionRange(at, before + (lines[line - 1] || "").length);
    text.scrollTop = Math.max(0, (text.scrollHeight / lines.length) * (line - 4));
  }

  let isLeaving = false;
  document.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("a[data-leaves]")) isLeaving = true;
    const link = event.target instanceof Element ? event.target.closest("a[data-line]") : null;
    if (!link) return;
    event.preventDefault();
    goTo(Number(link.dataset.line), Number(link.dataset.column));
  });

  const text = document.getElementById("text");
  if (text && text.dataset.line) goTo(Number(text.dataset.line), 1);

  const isChanged = () => document.querySelector("form[data-guard][data-changed]") !== null;
  document.addEventListener("input", (event) => {
    const form = event.target instanceof Element ? event.target.closest("form[data-guard]") : null;
    if (form) form.dataset.changed = "";
  });
  document.addEventListener("submit", () => {
    isLeaving = true;
  });
  window.addEventListener("beforeunload", (event) => {
    if (isChanged() && !isLeaving) event.preventDefault();
  });
})();
