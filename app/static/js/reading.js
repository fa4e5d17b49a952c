/* Alt + arrow down and up walk through the files; the links beside them do the same without a script. */
(function () {
  "use strict";

  const links = { ArrowDown: "next", ArrowUp: "previous" };

  document.querySelectorAll("[data-way-keys]").forEach((hint) => { hint.hidden = false; });

  document.addEventListener("keydown", (event) => {
    if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || !(event.key in links)) return;
    if (event.target.closest("textarea, input, select")) return;  // There the arrows move the caret.
    const link = document.querySelector(`[data-way="${links[event.key]}"]`);
    if (!link) return;
    event.preventDefault();
    link.click();
  });
})();
