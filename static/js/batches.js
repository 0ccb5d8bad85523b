// The list of all members: how many are chosen is told while they are ticked.
(() => {
  const told = document.querySelector("[data-chosen]");
  if (!told) return;
  const form = told.closest("form");
  const count = () => {
    const ticked = form.querySelectorAll("input[name=member]:checked").length;
    const number = form.elements.all.checked ? told.dataset.all : ticked;
    told.textContent = told.dataset.chosen.replace("{count}", number);
  };
  form.addEventListener("change", count);
  told.hidden = false;
  count();
})();
