/* Narrow a list of people to tick by typing a part of a name, with or without diacritics; ticks are kept. */
(function () {
  "use strict";

  const folded = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase().trim();

  function bind(holder) {
    const list = holder.parentElement.querySelector("[data-check-list]");
    if (!list) return;
    const rows = Array.from(list.querySelectorAll("tbody tr"), (row) => [row, folded(row.querySelector("th").textContent)]);
    const input = holder.querySelector("input");
    holder.hidden = false;
    const all = list.querySelector("[data-check-all-holder]");
    input.addEventListener("input", () => {
      const words = folded(input.value).split(/\s+/);
      // "Choose all" would also tick the rows that are hidden now.
      all.hidden = words.join("") !== "";
      rows.forEach(([row, name]) => { row.hidden = !words.every((word) => name.includes(word)); });
    });
    input.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
  }

  document.querySelectorAll("[data-name-filter]").forEach(bind);
})();
