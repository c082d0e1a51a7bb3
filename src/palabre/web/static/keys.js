// Keys for those who read all day: from post to post, to one, to the search, and what the keys are.
(() => {
  "use strict";

  const posts = () => [...document.querySelectorAll("main article.post")].filter((one) => one.offsetParent !== null);
  const here = () => document.activeElement?.closest("article.post");

  function move(by) {
    const all = posts();
    if (!all.length) return;
    const at = all.indexOf(here());
    const next = at < 0 ? (by > 0 ? firstInSight(all) : all.length - 1) : Math.min(Math.max(at + by, 0), all.length - 1);
    all[next].tabIndex = -1;
    all[next].focus({ preventScroll: true });
    all[next].scrollIntoView({ block: "nearest" });
  }

  function firstInSight(all) {
    const found = all.findIndex((one) => one.getBoundingClientRect().bottom > 0);
    return found < 0 ? 0 : found;
  }

  const acts = {
    j: () => move(1),
    k: () => move(-1),
    o: () => here()?.querySelector(".where a")?.click(),
    "/": () => document.querySelector("input[type=search]")?.focus(),
    "?": () => document.getElementById("keys")?.showModal(),
  };

  document.addEventListener("keydown", (event) => {
    const within = event.target instanceof Element ? event.target : document.body;
    const isWriting = within.closest("input, textarea, select, dialog[open]") || within.isContentEditable;
    if (isWriting || event.ctrlKey || event.altKey || event.metaKey || !(event.key in acts)) return;
    event.preventDefault();
    acts[event.key]();
  });
})();
