// Suggestions below every search box that says where they come from (data-suggest): an ARIA combobox.
// Without this file the boxes are plain fields that search.
(() => {
  "use strict";
  const WAIT = 150;

  function combobox(input, number) {
    const list = document.createElement("ul");
    list.id = `suggestions-${number}`;
    list.className = "suggestions";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", input.labels?.[0]?.textContent.trim() || input.getAttribute("aria-label") || "");
    list.hidden = true;
    const told = document.createElement("span");
    told.className = "visually-hidden";
    told.setAttribute("role", "status");
    input.after(list, told);
    for (const [name, value] of Object.entries({
      role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
      autocomplete: "off",
    })) input.setAttribute(name, value);

    let timer = 0, asked = 0, active = -1, composing = false;

    const options = () => [...list.children];

    function close() {
      clearTimeout(timer);
      asked += 1;
      list.hidden = true;
      list.replaceChildren();
      told.textContent = "";
      mark(-1);
      input.setAttribute("aria-expanded", "false");
    }

    function mark(place) {
      active = place;
      options().forEach((option, at) => option.setAttribute("aria-selected", String(at === place)));
      const option = options()[place];
      if (option) {
        input.setAttribute("aria-activedescendant", option.id);
        option.scrollIntoView({ block: "nearest" });
      } else input.removeAttribute("aria-activedescendant");
    }

    function show(suggestions) {
      list.replaceChildren(...suggestions.map((one, at) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${at}`;
        option.setAttribute("role", "option");
        option.dataset.url = one.url;
        const title = document.createElement("span");
        title.lang = one.lang;
        title.textContent = one.title;
        const kind = document.createElement("span");
        kind.className = "suggestions__kind";
        kind.textContent = one.kind;
        option.append(title, " ", kind);
        return option;
      }));
      list.hidden = !suggestions.length;
      input.setAttribute("aria-expanded", String(!list.hidden));
      mark(-1);
    }

    async function ask() {
      const words = input.value.trim();
      if (!words) return close();
      const mine = ++asked;
      try {
        const address = new URL(input.dataset.suggest, location.href);
        address.searchParams.set("q", words.slice(0, 64));
        const answer = await fetch(address, { headers: { Accept: "application/json" } });
        if (!answer.ok) return close();
        const found = await answer.json();
        if (mine !== asked) return;
        show(found.suggestions);
        told.textContent = found.told;
      } catch { if (mine === asked) close(); }
    }

    function later() {
      clearTimeout(timer);
      timer = setTimeout(ask, WAIT);
    }

    // While an input method is composing, keys belong to it: Enter takes a kanji, it does not search.
    input.addEventListener("compositionstart", () => { composing = true; });
    input.addEventListener("compositionend", () => { composing = false; later(); });
    input.addEventListener("input", (event) => { if (!composing && !event.isComposing) later(); });
    input.addEventListener("keydown", (event) => {
      if (event.isComposing || event.keyCode === 229) return;
      const most = options().length;
      if (event.key === "Escape" && !list.hidden) { event.preventDefault(); close(); }
      else if (event.key === "ArrowDown" && list.hidden) { event.preventDefault(); ask(); }
      else if (event.key === "ArrowDown" && most) { event.preventDefault(); mark(active + 1 < most ? active + 1 : -1); }
      else if (event.key === "ArrowUp" && most) { event.preventDefault(); mark(active < 0 ? most - 1 : active - 1); }
      else if (event.key === "Enter" && active >= 0) { event.preventDefault(); location.assign(options()[active].dataset.url); }
    });
    // Before the field loses its focus, so that the choice is not closed away.
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) location.assign(option.dataset.url);
    });
    input.addEventListener("blur", close);
  }

  document.querySelectorAll("input[data-suggest]").forEach(combobox);
})();
