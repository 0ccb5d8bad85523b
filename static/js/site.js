// On every page, small comforts only: everything works without this script.
(() => {
  // What is wrong is read first.
  document.querySelector(".error-summary")?.focus();
  // A filter left empty says nothing; without it the address of the result is short enough to pass on.
  document.addEventListener("submit", ({ target: form }) => {
    if (form.method !== "get") return;
    const empty = [...form.elements].filter((one) => one.name && one.value === "");
    for (const one of empty) one.disabled = true;
    // Enabled again at once: going back must not find dead fields.
    setTimeout(() => { for (const one of empty) one.disabled = false; });
  });
})();
