/* Ceilings that follow what is ticked on the page for nominating. The server counts again when the form is sent:
   this only tells beforehand. Whoever is nominated already for an award is not counted twice. */
(function () {
  "use strict";

  const meters = document.querySelector("[data-quotas]");
  const form = document.querySelector("[data-place-form]");
  if (!meters || !form) return;
  const said = meters.querySelector("[data-quota-said]");
  const rounded = { floor: Math.floor, ceil: Math.ceil, half_up: Math.round };
  const filled = (template, values) => template.replace(/\{(\w+)\}/g, (_all, name) => values[name]);

  /* What a row says of somebody's nominations: "LĐTT (12), CSTĐCS (13)". */
  function standsAlready(box, short) {
    const row = box.closest("tr");
    const told = row ? row.querySelector("td[data-label]:last-child") : null;
    return told !== null && told.textContent.split(",").some((each) => each.trim().startsWith(`${short} (`));
  }

  function added(code) {
    const award = form.querySelector(`[name="award_codes"][value="${code}"]`);
    if (!award || !award.checked) return 0;
    const short = award.parentElement.querySelector("label").textContent.split(":")[0].trim();
    const names = award.dataset.subject === "collective" ? ["collective_ids"] : ["person_ids", "picked_ids"];
    const boxes = names.flatMap((name) => Array.from(form.querySelectorAll(`input[name="${name}"]:checked, input[type="hidden"][name="${name}"]`)));
    return boxes.filter((box) => !standsAlready(box, short)).length;
  }

  function follow(meter) {
    const { quota, used, ceiling, pct, base, of, rounding } = meter.dataset;
    const line = meter.querySelector("[data-quota-live]");
    const more = added(quota);
    const moreBase = of ? added(of) : 0;
    line.hidden = ceiling === undefined || more + moreBase === 0;
    if (line.hidden) return "";
    const most = of ? rounded[rounding]((Number(pct) * (Number(base) + moreBase)) / 100) : Number(ceiling);
    line.textContent = filled(line.dataset.template, { used: Number(used) + more, ceiling: most });
    line.classList.toggle("quota__live--over", Number(used) + more > most);
    return line.textContent;
  }

  function followAll() {
    const told = Array.from(meters.querySelectorAll("[data-quota]"), follow).filter(Boolean);
    if (said) said.textContent = told.join(" ");
  }

  form.addEventListener("change", followAll);
  followAll();
})();
