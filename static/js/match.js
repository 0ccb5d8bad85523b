// Live weights: ranks again in the page as the server would, writes the address, and opens reasons in place.
// Without this script the same form and links do the same through the server.
(() => {
  const form = document.querySelector(".match-form");
  const list = document.getElementById("match-list");
  if (!form) return;

  const inputs = [...form.querySelectorAll(".match-weights__number")];
  const items = list ? [...list.children] : [];
  const numbers = new Intl.NumberFormat(document.documentElement.lang, {
    minimumFractionDigits: 1, maximumFractionDigits: 1,
  });
  const parse = (item, name) => item.dataset[name].split(",").map(Number);
  const read = items.map((item) => ({
    item, values: parse(item, "values"), low: parse(item, "low"), high: parse(item, "high"),
  }));

  for (const input of inputs) {
    const range = document.createElement("input");
    Object.assign(range, { type: "range", min: 0, max: input.max, step: 0.5, value: input.value });
    range.className = "match-weights__range";
    range.setAttribute("aria-labelledby", input.labels[0].id = `${input.id}-label`);
    input.before(range);
    range.addEventListener("input", () => { input.value = range.value; changed(); });
    input.addEventListener("input", () => { range.value = input.value; changed(); });
  }

  let later;
  function changed() {
    if (!list) return;
    const weights = inputs.map((input) => Number(input.value));
    const sum = weights.reduce((total, weight) => total + weight, 0);
    const usable = inputs.every((input) => input.value !== "" && input.validity.valid) && sum > 0;
    if (!usable) return;
    rank(weights.map((weight) => weight / sum));
    clearTimeout(later);
    later = setTimeout(settle, 400);
  }

  const points = (shares, values) => shares.reduce(
    (total, share, place) => total + Math.round(share * values[place] * 100) / 100, 0);

  function rank(shares) {
    for (const one of read) {
      one.score = points(shares, one.values);
      one.band = [points(shares, one.low), points(shares, one.high)];
    }
    read.sort((a, b) => b.score - a.score || (a.item.dataset.code < b.item.dataset.code ? -1 : 1));
    read.forEach((one, place) => {
      one.item.querySelector(".match-item__rank").textContent = place + 1;
      one.item.querySelector(".match-item__number").textContent = numbers.format(one.score);
      const band = one.item.querySelector("[data-band]");
      if (band) band.textContent = `${numbers.format(one.band[0])}–${numbers.format(one.band[1])}`;
    });
    list.append(...read.map((one) => one.item));
    drawMap();
  }

  const steps = list ? list.dataset.steps.split(",").map(Number) : [];
  const tiles = new Map([...document.querySelectorAll(".tile")].map((tile) => [tile.dataset.code, tile]));
  const best = document.querySelectorAll("#match-top li");

  function drawMap() {
    for (const one of read) {
      const tile = tiles.get(one.item.dataset.code);
      const step = 1 + steps.filter((end) => one.score >= end).length;
      tile.className = tile.className.replace(/tile--s\d/, `tile--s${step}`);
      tile.querySelector(".tile__value").textContent = Math.round(one.score);
    }
    best.forEach((line, place) => {
      const { item, score } = read[place];
      Object.assign(line.querySelector("a"), { href: `#${item.id}`, textContent: item.dataset.name });
      line.querySelector("b").textContent = numbers.format(score);
    });
  }

  function settle() {
    const address = new URL(location.href);
    for (const input of inputs) {
      const shown = document.querySelector(`[data-shown-weight="${input.name.slice(2)}"]`);
      if (shown) shown.textContent = Number(input.value);
      if (input.value === input.dataset.default) address.searchParams.delete(input.name);
      else address.searchParams.set(input.name, input.value);
    }
    history.replaceState(null, "", address);
    // Links and the language switch carry the same weights as the page shows.
    for (const link of document.querySelectorAll(".match-list a, .match-links a, .tile a, a[hreflang]")) {
      const target = new URL(link.href);
      if (!/\/match/.test(target.pathname)) continue;
      for (const input of inputs) {
        if (input.value === input.dataset.default) target.searchParams.delete(input.name);
        else target.searchParams.set(input.name, input.value);
      }
      link.href = target;
    }
    const names = read.slice(0, 3).map((one) => one.item.dataset.name).join(" / ");
    document.getElementById("match-status").textContent = list.dataset.announce.replace("{names}", names);
  }

  list?.addEventListener("click", async (event) => {
    const link = event.target.closest(".match-open");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const item = link.closest("li");
    const open = item.querySelector(".match-fragment");
    if (open) {
      open.remove();
      link.setAttribute("aria-expanded", "false");
      return;
    }
    const address = new URL(link.href);
    address.searchParams.set("fragment", "1");
    try {
      const answer = await fetch(address);
      if (!answer.ok) throw new Error(answer.status);
      const box = document.createElement("div");
      box.className = "match-fragment";
      box.innerHTML = await answer.text();
      for (const named of box.querySelectorAll("[id], [aria-labelledby]")) {
        // The same parts may be open for several countries: ids must stay unique in the page.
        if (named.id) named.id += `-${item.dataset.code}`;
        const label = named.getAttribute("aria-labelledby");
        if (label) named.setAttribute("aria-labelledby", `${label}-${item.dataset.code}`);
      }
      for (const own of box.querySelectorAll('a[href^="#"]')) own.href = `${own.getAttribute("href")}-${item.dataset.code}`;
      item.append(box);
      link.setAttribute("aria-expanded", "true");
    } catch {
      location.href = link.href;
    }
  });
  for (const link of document.querySelectorAll(".match-open")) link.setAttribute("aria-expanded", "false");
})();
