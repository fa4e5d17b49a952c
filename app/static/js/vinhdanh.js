/* What the pages do better with a script. Everything here works without it too. */
(function () {
  "use strict";

  const all = (selector, root) => Array.from((root || document).querySelectorAll(selector));

  /* Menus: close on Escape and on a click elsewhere. */
  function closeMenus(except) {
    all("details[data-menu][open]").forEach((menu) => {
      if (menu !== except) menu.removeAttribute("open");
    });
  }

  document.addEventListener("click", (event) => closeMenus(event.target.closest("details[data-menu]")));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const open = document.querySelector("details[data-menu][open]");
    if (!open) return;
    open.removeAttribute("open");
    open.querySelector("summary").focus();
  });

  /* Sent forms: a second click sends nothing; a wait of over a second is shown. */
  const GUARD_MS = 8000;

  function release(form) {
    delete form.dataset.sent;
    delete document.body.dataset.waiting;
    all("[aria-disabled]", form).forEach((button) => button.removeAttribute("aria-disabled"));
  }

  function holdSecondClick(event) {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    if (event.submitter) event.submitter.setAttribute("aria-disabled", "true");
    setTimeout(() => { if (form.dataset.sent) document.body.dataset.waiting = "yes"; }, 1000);
    // A form whose answer is a download leaves this page standing, so it must work again.
    setTimeout(() => release(form), GUARD_MS);
  }

  document.addEventListener("submit", holdSecondClick);
  window.addEventListener("pageshow", () => all("form[data-sent]").forEach(release));

  /* Unsaved work: ask before leaving a form[data-guard] that was changed and not sent. */
  function guardUnsaved(form) {
    const mark = () => { form.dataset.changed = "yes"; };
    form.addEventListener("input", mark);
    form.addEventListener("change", mark);
    if (document.querySelector(".error-summary")) mark();
  }

  window.addEventListener("beforeunload", (event) => {
    if (document.querySelector("form[data-guard][data-changed]:not([data-sent])")) event.preventDefault();
  });

  /* Lists to tick: choose all, and the live count. */
  function bindCheckList(list) {
    const boxes = all("[data-check]", list).filter((box) => !box.disabled);
    const master = list.querySelector("[data-check-all]");
    if (!master) return;
    const count = list.querySelector("[data-check-count]");
    if (!master) return;  // A reader who may tick nothing.
    const refresh = () => {
      const chosen = boxes.filter((box) => box.checked).length;
      count.textContent = String(chosen);
      master.checked = boxes.length > 0 && chosen === boxes.length;
      master.indeterminate = chosen > 0 && chosen < boxes.length;
    };
    master.addEventListener("change", () => {
      boxes.forEach((box) => { box.checked = master.checked; });
      refresh();
    });
    list.addEventListener("change", refresh);
    list.querySelector("[data-check-all-holder]").hidden = boxes.length === 0;
    refresh();
  }

  /* Tables: up and down move between the rows, Home and End to the first and last. */
  function moveInSheet(event) {
    const moves = { ArrowDown: 1, ArrowUp: -1, Home: "first", End: "last" };
    const move = moves[event.key];
    if (move === undefined || !event.target.matches(".row-link, [data-check]")) return;
    const stops = all(event.target.matches("[data-check]") ? "[data-check]:not(:disabled)" : ".row-link", event.currentTarget);
    const here = stops.indexOf(event.target);
    const next = move === "first" ? stops[0] : move === "last" ? stops[stops.length - 1] : stops[here + move];
    if (!next) return;
    event.preventDefault();
    next.focus();
  }

  /* A table wider than its place scrolls: then the place itself can be reached by keyboard. */
  function markScrollRegions() {
    all("[data-scroll-region]").forEach((region) => {
      if (region.scrollWidth > region.clientWidth + 1) region.tabIndex = 0;
      else region.removeAttribute("tabindex");
    });
  }

  /* People picker: suggestions that add a ticked radio or checkbox to the list of the field. */
  const WAIT_MS = 180;

  function escaped(text) {
    const holder = document.createElement("span");
    holder.textContent = text || "";
    return holder.innerHTML;
  }

  function peopleSource(url) {
    let timer = 0;
    let running = null;
    return (query, show) => {
      clearTimeout(timer);
      if (running) running.abort();
      timer = setTimeout(() => {
        running = new AbortController();
        const address = url + (url.includes("?") ? "&" : "?") + "q=" + encodeURIComponent(query);
        fetch(address, { headers: { Accept: "application/json" }, credentials: "same-origin", signal: running.signal })
          .then((answer) => (answer.ok ? answer.json() : []))
          .then(show)
          .catch((reason) => { if (reason.name !== "AbortError") show([]); });
      }, WAIT_MS);
    };
  }

  function choiceRow(picker, person) {
    const data = picker.dataset;
    const row = document.createElement("li");
    const box = document.createElement("input");
    const label = document.createElement("label");
    row.className = "choice";
    box.className = "choice__input";
    box.type = "multiple" in data ? "checkbox" : "radio";
    box.name = data.name;
    box.value = person.id;
    box.id = data.id + "-" + (person.id || "none");
    label.className = "choice__label";
    label.htmlFor = box.id;
    label.textContent = person.label;
    if (person.detail) {
      const detail = document.createElement("span");
      detail.className = "choice__detail";
      detail.textContent = person.detail;
      label.append(" ", detail);
    }
    row.append(box, label);
    return row;
  }

  function addChoice(picker, person) {
    const list = picker.querySelector(".picker__list");
    const boxes = all("input", list);
    let box = boxes.find((known) => known.value === String(person.id));
    if (!box) {
      // One person only: the former choice gives way, "nobody" stays last.
      if (!("multiple" in picker.dataset)) boxes.filter((known) => known.value).forEach((known) => known.closest("li").remove());
      const row = choiceRow(picker, person);
      if ("multiple" in picker.dataset) list.append(row);
      else list.prepend(row);
      box = row.querySelector("input");
    }
    if (picker.dataset.nobody && !all("input", list).some((known) => !known.value)) {
      list.append(choiceRow(picker, { id: "", label: picker.dataset.nobody }));
    }
    box.checked = true;
    picker.querySelector("[data-said]").textContent = picker.dataset.chosen + " " + person.label;
    box.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function suggestionHtml(person) {
    if (!person) return "";
    const detail = person.detail ? '<span class="choice__detail">' + escaped(person.detail) + "</span>" : "";
    return '<span class="picker__name">' + escaped(person.label) + "</span> " + detail;
  }

  function enhancePicker(picker) {
    const plain = picker.querySelector(".picker__search");
    const data = picker.dataset;
    const invalid = plain.querySelector("[aria-invalid]");
    const label = plain.querySelector("label");
    const holder = document.createElement("div");
    const said = document.createElement("p");
    said.className = "visually-hidden";
    said.setAttribute("role", "status");
    said.dataset.said = "";
    holder.className = "picker__auto";
    plain.replaceWith(holder);
    picker.append(said);
    window.accessibleAutocomplete({
      element: holder,
      id: data.id,
      name: "",
      source: peopleSource(data.source),
      minLength: 2,
      displayMenu: "overlay",
      confirmOnBlur: false,
      inputClasses: "input",
      templates: { inputValue: () => "", suggestion: suggestionHtml },
      onConfirm: (person) => { if (person) addChoice(picker, person); },
      tNoResults: () => data.none,
      tStatusQueryTooShort: () => data.short,
      tStatusNoResults: () => data.none,
      tStatusResults: (length) => data.found + " " + length,
      tStatusSelectedOption: (_option, _length, index) => String(index + 1),
      tAssistiveHint: () => data.hint,
    });
    holder.prepend(label);
    const input = holder.querySelector("input");
    if (invalid) input.setAttribute("aria-invalid", "true");
    input.setAttribute("maxlength", "100");
    // Enter chooses a person; it must not send a half-filled form.
    input.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
  }

  function start() {
    all("form[data-guard]").forEach(guardUnsaved);
    all("[data-check-list]").forEach(bindCheckList);
    all("[data-sheet]").forEach((sheet) => sheet.addEventListener("keydown", moveInSheet));
    if (window.accessibleAutocomplete) all("[data-picker]").forEach(enhancePicker);
    all("[data-print]").forEach((button) => {
      button.hidden = false;
      button.addEventListener("click", () => window.print());
    });
    markScrollRegions();
    window.addEventListener("resize", markScrollRegions);
    const first = document.querySelector("[data-focus]");
    if (first) first.focus();
  }

  start();
})();
