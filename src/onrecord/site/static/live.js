// Puts what comes into the desk on top of the list as it comes. The page does without: it is loaded again.
"use strict";

(() => {
  const list = document.querySelector("[data-live]");
  const state = document.querySelector("[data-live-state]");
  if (!list || !window.EventSource) return;
  const most = 60;
  let count = 0;

  const say = (words) => {
    if (state.textContent !== words) state.textContent = words;
  };
  const counted = () =>
    count ? `${count} came in since this page was opened.` : "What comes in from now on appears at the top.";

  const stream = new EventSource(list.dataset.live);
  stream.addEventListener("open", () => say(counted()));
  stream.addEventListener("error", () => say("The connection broke; it is tried again."));
  stream.addEventListener("document", (event) => {
    const piece = document.createElement("template");
    piece.innerHTML = event.data;
    document.querySelector(".empty")?.remove();
    list.prepend(piece.content);
    while (list.children.length > most) list.lastElementChild.remove();
    count += 1;
    say(counted());
  });
})();
