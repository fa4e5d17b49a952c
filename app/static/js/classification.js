/* Grids of levels by keyboard, a column pasted from Excel, ceilings that follow along, points that add up.
   Everything here only saves key strokes: without it the same fields and the same button do the work. */
(function () {
  "use strict";

  const all = (selector, root) => Array.from((root || document).querySelectorAll(selector));
  const folded = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase().trim();
  const KEYS = { x: "HTXSNV", t: "HTTNV", h: "HTNV", k: "KHTNV", 1: "HTXSNV", 2: "HTTNV", 3: "HTNV", 4: "KHTNV" };
  const WORDS = [
    ["KHTNV", ["khtnv", "khong hoan thanh", "not completed"]],
    ["HTXSNV", ["htxsnv", "xuat sac", "excellent"]],
    ["HTTNV", ["httnv", "hoan thanh tot", "tot", "good", "well"]],
    ["HTNV", ["htnv", "hoan thanh", "completed"]],
  ];

  const fieldsOf = (row) => all("select, input:not([type=hidden]), textarea", row);
  const isLevel = (field) => field.tagName === "SELECT";
  const changed = (field) => field.dispatchEvent(new Event("change", { bubbles: true }));

  function levelOf(text) {
    const word = folded(text);
    if (!word) return "";
    if (word.length === 1 && KEYS[word]) return KEYS[word];
    const found = WORDS.find(([, names]) => names.some((name) => word === name || (name.length > 4 && word.includes(name))));
    return found ? found[0] : null;
  }

  function setLevel(select, level) {
    if (level === null || !Array.from(select.options).some((option) => option.value === level)) return false;
    select.value = level;
    changed(select);
    return true;
  }

  function move(rows, row, column, step) {
    const next = rows[rows.indexOf(row) + step];
    const field = next && fieldsOf(next).find((each) => each.dataset.column === column);
    if (field) { field.focus(); if (field.select) field.select(); }
    return Boolean(field);
  }

  function onKey(event, rows) {
    const field = event.target;
    const row = field.closest("[data-grid-row]");
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      move(rows, row, field.dataset.column, step);
    } else if (event.key === "Enter" && !isLevel(field)) {
      // Enter goes down, as in a spreadsheet; the button saves.
      event.preventDefault();
      move(rows, row, field.dataset.column, event.shiftKey ? -1 : 1);
    } else if (isLevel(field)) {
      const level = event.key === "Delete" || event.key === "Backspace" ? "" : KEYS[event.key.toLowerCase()];
      if (level !== undefined && setLevel(field, level)) event.preventDefault();
    }
  }

  /* A pasted block fills down and to the right from where the cursor stands; what is no level is told, not guessed. */
  function onPaste(event, rows, say) {
    const start = event.target.closest && event.target.closest("[data-grid-row]") ? event.target : document.activeElement;
    const row = start.closest("[data-grid-row]");
    const text = event.clipboardData ? event.clipboardData.getData("text/plain") : "";
    if (!row || (!isLevel(start) && !/[\t\n]/.test(text.trim()))) return;
    event.preventDefault();
    const lines = text.replace(/\r/g, "").replace(/\n+$/, "").split("\n");
    let filled = 0;
    const wrong = [];
    lines.forEach((line, down) => {
      const target = rows[rows.indexOf(row) + down];
      if (!target) return;
      const fields = fieldsOf(target);
      const first = fields.findIndex((each) => each.dataset.column === start.dataset.column);
      line.split("\t").forEach((value, across) => {
        const field = fields[first + across];
        if (first < 0 || !field) return;
        if (isLevel(field)) {
          if (!setLevel(field, levelOf(value))) { wrong.push(value.trim()); return; }
        } else {
          field.value = value.trim();
          changed(field);
        }
        filled += 1;
      });
    });
    say(filled, wrong);
  }

  function ceilingOf(pct, base, rounding) {
    const product = pct * base;
    if (rounding === "ceil") return Math.ceil(product / 100);
    return rounding === "half_up" ? Math.floor((product + 50) / 100) : Math.floor(product / 100);
  }

  /* The ceilings hold for the whole body: what is stored there, less this page's rows as stored, plus as chosen. */
  function updateCeilings(rows) {
    let worst = "";
    all("[data-ceilings]").forEach((view) => {
      const { scheme, pct, rounding } = view.dataset;
      all("[data-ceiling]", view).forEach((line) => {
        let used = Number(line.dataset.used);
        let base = Number(line.dataset.base);
        const count = (level, sign) => {
          if (level === "HTXSNV") used += sign;
          if (level === "HTTNV" || ("withExcellent" in view.dataset && level === "HTXSNV")) base += sign;
        };
        rows.forEach((row) => {
          const select = row.querySelector("select");
          const counts = row.dataset.scheme === scheme && !("unit" in row.dataset);
          if (!select || !counts || (line.dataset.group && line.dataset.group !== row.dataset.group)) return;
          count(row.dataset.stored, -1);
          count(select.value, 1);
        });
        const ceiling = ceilingOf(Number(pct), base, rounding);
        const said = line.querySelector("[data-ceiling-text]");
        const bar = line.querySelector("progress");
        said.textContent = said.dataset.template.replace("{used}", used).replace("{ceiling}", ceiling).replace("{base}", base);
        bar.max = ceiling || 1;
        bar.value = Math.min(used, ceiling || 1);
        const over = used > ceiling;
        bar.classList.toggle("progress-line__bar--over", over);
        const mark = line.querySelector("[data-over]");
        mark.hidden = !over;
        if (over && !worst) worst = line.dataset.label + ": " + said.textContent + ". " + mark.textContent;
      });
    });
    const status = document.querySelector("[data-ceiling-said]");
    if (status && status.textContent !== worst) status.textContent = worst;
  }

  function bindGrid(form) {
    const rows = all("[data-grid-row]", form);
    rows.forEach((row) => fieldsOf(row).forEach((field) => {
      field.dataset.column = field.name.split("-").slice(2).join("-");
      field.setAttribute("aria-describedby", "grid-help");
    }));
    const status = form.querySelector("[data-grid-said]");
    const say = (filled, wrong) => {
      if (status) status.textContent = filled + (wrong.length ? "; ? " + wrong.slice(0, 5).join(", ") : "");
    };
    form.addEventListener("keydown", (event) => onKey(event, rows));
    document.addEventListener("paste", (event) => {
      if (form.contains(document.activeElement)) onPaste(event, rows, say);
    });
    form.addEventListener("change", () => updateCeilings(rows));
    updateCeilings(rows);
  }

  /* The points of a self-assessment, as the server will count them. */
  function bindScore(form) {
    const line = form.querySelector("[data-score-line]");
    if (!line) return;
    const read = (name) => {
      const field = form.elements[name];
      const text = field ? field.value.trim().replace(",", ".") : "";
      return text === "" || Number.isNaN(Number(text)) ? null : Number(text);
    };
    const { generalMax, taskMax, perFault } = form.dataset;
    const letters = ["a", "b", "c", "d", "dd", "e"].filter((name) => form.elements[name]);
    function update() {
      const general = read("general");
      const parts = letters.map((name) => {
        const value = read(name);
        const faults = { b: read("content_errors"), c: read("delays") }[name];
        const items = read("items");
        return value !== null && faults && items ? Math.max(0, value - (perFault * faults) / items) : value;
      });
      const complete = general !== null && !parts.includes(null);
      line.hidden = !complete;
      if (!complete) return;
      const mean = parts.reduce((sum, part) => sum + part, 0) / parts.length;
      const total = Math.min(general, generalMax) + (mean * taskMax) / 100;
      line.querySelector("[data-score-total]").textContent = (Math.floor(total * 100 + 1e-7) / 100).toLocaleString(document.documentElement.lang);
    }
    form.addEventListener("input", update);
    update();
  }

  all("form[data-level-grid]").forEach(bindGrid);
  all("form[data-score]").forEach(bindScore);
})();
