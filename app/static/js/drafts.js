/* What is typed into a long form is kept on this device until it is saved, so that a closed window, a lost
   connection or an ended session costs no text. A form says data-autosave="<user>:<record>"; a kept text is offered
   back, never put in by itself. It goes when the form is saved, when it is given up, and when one signs out. */
(function () {
  "use strict";

  const PREFIX = "vinhdanh-draft:";
  const SENT = "vinhdanh-draft-sent";
  const PAUSE_MS = 600;
  const KEPT_DAYS = 30;

  /* A browser may refuse storage altogether; then everything works as without this script. */
  function quietly(act) {
    try { return act(); } catch (_refused) { return null; }
  }

  const read = (key) => quietly(() => JSON.parse(localStorage.getItem(PREFIX + key)));
  const drop = (key) => quietly(() => localStorage.removeItem(PREFIX + key));
  const keptKeys = () => quietly(() => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX))) || [];

  function forgetUser(user) {
    keptKeys().filter((key) => key.startsWith(PREFIX + user + ":")).forEach((key) => localStorage.removeItem(key));
  }

  function forgetOld() {
    const oldest = Date.now() - KEPT_DAYS * 86400000;
    keptKeys().forEach((key) => {
      const kept = read(key.slice(PREFIX.length));
      if (!kept || kept.at < oldest) localStorage.removeItem(key);
    });
  }

  /* Texts alone: what is chosen or ticked is quickly chosen again, and ids grow stale. */
  const texts = (form) => Array.from(form.querySelectorAll("textarea[name], input[type=text][name], input:not([type])[name]"));
  const plain = (text) => text.normalize("NFC").replace(/\r\n/g, "\n").trim();

  /* Fields of one name are told apart by their order. */
  function typedIn(form) {
    const seen = {};
    return texts(form).map((field) => {
      seen[field.name] = (seen[field.name] || 0) + 1;
      return [field, field.name + "#" + seen[field.name]];
    });
  }

  function differs(form, kept) {
    return typedIn(form).some(([field, name]) => name in kept.texts && plain(kept.texts[name]) !== plain(field.value));
  }

  function putBack(form, kept) {
    typedIn(form).forEach(([field, name]) => { if (name in kept.texts) field.value = kept.texts[name]; });
    form.dispatchEvent(new Event("input", { bubbles: true }));
    const first = texts(form)[0];
    if (first) first.focus();
  }

  const clock = (at) => new Date(at).toLocaleString(document.documentElement.lang, { dateStyle: "short", timeStyle: "short" });

  function keep(form, key) {
    const kept = { at: Date.now(), texts: Object.fromEntries(typedIn(form).map(([field, name]) => [name, field.value])) };
    const done = quietly(() => { localStorage.setItem(PREFIX + key, JSON.stringify(kept)); return true; });
    const note = form.querySelector("[data-draft-kept]");
    if (!done || !note) return;
    note.querySelector("[data-draft-time]").textContent = clock(kept.at);
    note.hidden = false;
  }

  function offer(form, key) {
    const box = form.querySelector("[data-draft-offer]");
    const kept = read(key);
    if (!box || !kept || !kept.texts) return;
    if (!differs(form, kept)) {
      // The server holds the same text, or the page came back with it.
      if (!document.querySelector(".error-summary")) drop(key);
      return;
    }
    box.querySelector("[data-draft-time]").textContent = clock(kept.at);
    box.hidden = false;
    box.querySelector("[data-draft-restore]").addEventListener("click", () => { box.hidden = true; putBack(form, kept); });
    box.querySelector("[data-draft-discard]").addEventListener("click", () => {
      box.hidden = true;
      drop(key);
      const first = texts(form)[0];
      if (first) first.focus();
    });
  }

  function watch(form) {
    const key = form.dataset.autosave;
    let timer = 0;
    const keepNow = () => { clearTimeout(timer); timer = 0; keep(form, key); };
    form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(keepNow, PAUSE_MS); });
    window.addEventListener("pagehide", () => { if (timer) keepNow(); });
    form.addEventListener("submit", () => {
      if (timer) keepNow();
      quietly(() => sessionStorage.setItem(SENT, key));
    });
    offer(form, key);
  }

  /* A form that was sent is saved when the next page says so; a refused one keeps its text. */
  function settle() {
    const sent = quietly(() => sessionStorage.getItem(SENT));
    if (!sent) return;
    quietly(() => sessionStorage.removeItem(SENT));
    if (document.querySelector("main .notice--success[role=status]")) drop(sent);
  }

  document.addEventListener("submit", (event) => {
    if (event.target.dataset.signOut) forgetUser(event.target.dataset.signOut);
  });

  settle();
  forgetOld();
  document.querySelectorAll("form[data-autosave]").forEach(watch);
})();
