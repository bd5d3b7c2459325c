// Steps through the statements of an article: j or n next, k or p back, Escape lets go.
// The page does without: the numbers are links, and each note links to the next one.
"use strict";

(() => {
  const numbers = [...document.querySelectorAll("a.num[data-n]")];
  if (!numbers.length) return;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  let at = -1;

  const parts = (id) =>
    [...document.querySelectorAll("[data-s], [data-note]")].filter(
      (node) => node.dataset.s === id || node.dataset.note === id,
    );

  const clear = () => document.querySelectorAll(".now").forEach((node) => node.classList.remove("now"));

  const show = (index) => {
    clear();
    at = index;
    parts(numbers[at].dataset.n).forEach((node) => node.classList.add("now"));
  };

  const step = (by) => {
    const next = at < 0 ? (by > 0 ? 0 : numbers.length - 1) : at + by;
    if (next < 0 || next >= numbers.length) return;
    show(next);
    numbers[at].focus({ preventScroll: true });
    numbers[at].scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
    history.replaceState(null, "", "#s-" + encodeURIComponent(numbers[at].dataset.n));
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    if (event.key === "j" || event.key === "n") step(1);
    else if (event.key === "k" || event.key === "p") step(-1);
    else if (event.key === "Escape") {
      clear();
      at = -1;
    } else return;
    event.preventDefault();
  });

  numbers.forEach((number, index) => number.addEventListener("focus", () => show(index)));

  const follow = () => {
    const id = decodeURIComponent(location.hash.slice(1)).replace(/^[sn]-/, "");
    const index = numbers.findIndex((number) => number.dataset.n === id);
    if (index >= 0) show(index);
  };
  addEventListener("hashchange", follow);
  follow();

  document.querySelectorAll(".keys").forEach((node) => {
    node.hidden = false;
  });
})();
