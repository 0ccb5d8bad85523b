// On every page: focus goes to what must be read first. Everything else works without script.
(() => {
  const first = document.querySelector("[data-focus], .error-summary");
  if (first) first.focus();
})();
