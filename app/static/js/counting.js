/* The grid of a count: Enter and the arrows go up and down a column, as in a spreadsheet. Without it, Tab does. */
(() => {
  "use strict";
  const grid = document.querySelector("[data-count-grid]");
  if (!grid) return;
  grid.addEventListener("keydown", (event) => {
    const steps = { ArrowDown: 1, ArrowUp: -1, Enter: 1 };
    if (!(event.key in steps) || event.target.tagName !== "INPUT") return;
    event.preventDefault();
    const column = event.target.closest("td").cellIndex;
    const cells = [...grid.tBodies[0].rows].map((row) => row.cells[column].querySelector("input")).filter(Boolean);
    const next = cells[cells.indexOf(event.target) + steps[event.key]];
    if (next) {
      next.focus();
      next.select();
    }
  });
})();
