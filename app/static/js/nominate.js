/* The page on which several people are nominated: narrow the list by typing a part of a name, with or without
   diacritics (ticks are kept), and do not nominate into a campaign or unit that was only chosen, not yet shown. */
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

  function guardPlace(chooser) {
    const warning = document.querySelector("[data-place-warning]");
    const shown = Array.from(chooser.querySelectorAll("select"), (select) => [select, select.value]);
    const isElsewhere = () => shown.some(([select, value]) => select.value !== value);
    chooser.addEventListener("change", () => { warning.hidden = !isElsewhere(); });
    document.querySelector("[data-place-form]").addEventListener("submit", (event) => {
      if (!isElsewhere()) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      chooser.querySelector("button").focus();
    });
  }

  /* Beside each name what the records say to the awards ticked: the program knows the law, the officer decides. */
  function tellStanding(form) {
    fetch(form.dataset.standingHref, { headers: { Accept: "application/json" } })
      .then((answer) => (answer.ok ? answer.json() : {}))
      .then((known) => {
        const show = () => {
          const codes = Array.from(form.querySelectorAll("input[name=award_codes]:checked"), (box) => box.value);
          Object.entries(known).forEach(([id, awards]) => {
            const box = form.querySelector(`input[data-check][value="${id}"]`);
            if (box) write(box.closest("tr").querySelector("th"), codes.filter((code) => awards[code]).map((code) => awards[code]));
          });
        };
        form.addEventListener("change", (event) => { if (event.target.name === "award_codes") show(); });
        show();
      })
      .catch(() => {});
  }

  function write(cell, awards) {
    cell.querySelectorAll("[data-standing]").forEach((old) => old.remove());
    awards.forEach((award) => {
      const line = document.createElement("span");
      line.className = `name__detail standing standing--${award.mark}`;
      line.dataset.standing = "";
      line.textContent = `${award.award}: ${award.outcome.toLowerCase()}${award.why ? ` (${award.why})` : ""}`;
      cell.append(line);
    });
  }

  document.querySelectorAll("[data-standing-href]").forEach(tellStanding);
  document.querySelectorAll("[data-name-filter]").forEach(bind);
  document.querySelectorAll("[data-place]").forEach(guardPlace);
})();
